"""Text from outside is printed into a JSON string as it is.

A quote or a backslash in a name makes the JSON invalid for that user, and worse: ``Jane","points":"999999`` writes a
key of its own. Names, ids, custom attributes and event properties are often typed by users. ``json_escape`` has to be
the last filter; ``escape`` is for HTML and leaves backslashes.

Example:
    {"name": "{{${first_name} | default: 'there'}}"}

Instead:
    {"name": "{{${first_name} | default: 'there' | json_escape}}"}

Source: Braze: create a webhook; Braze: Liquid filters
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.facts.escaping import (
    appended,
    corrected,
    escaped_by,
    from_outside,
    last_call,
    named,
    printed,
    typed,
)
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_OPEN_STRING = re.compile(r'\s*[{\[].*"([^"]*)"\s*:\s*"[^"]*\Z', re.DOTALL)
_IN_LINK = ("path", "query", "name", "fragment")


def find(field: Field) -> Iterator[Found]:
    """Outputs between the quotes of JSON whose text is not escaped for it."""
    if '"' not in field.text:
        return
    yield from _appended(field)
    for stream in field.places.streams:
        for output in stream.outputs:
            if field.places.of(output).json in ("string", "key"):
                yield from _raw(field, output, stream.name, sent=stream.is_json)


def _raw(field: Field, output: Output, part: str, *, sent: bool) -> Iterator[Found]:
    value = field.flow.value(output)
    origins = from_outside(value)
    if part == "headers":
        # A token that a service gave goes into the headers of the next call as it is, on Braze's own pages.
        origins = [origin for origin in origins if origin.kind != "answer"]
    if not origins or "json" in value.safe:
        return
    place = field.places.of(output)
    call = last_call(output)
    if call and call.name == "as_json_string":
        message = f"as_json_string puts quotes round {named(origins)} inside quotes"
        yield field.found(output, message, "Take away the quotes round this output.")
        return
    name = "url_param_escape" if place.url in _IN_LINK else "json_escape"
    where = f"the JSON string {place.key!r}" if place.json == "string" and place.key else "a JSON string"
    message = f"{printed(output, origins)} into {where} as it is"
    if call and call.name in ("escape", "h", "escape_once"):
        message += f"; {call.name} is for HTML"
    severity = None if sent and typed(origins) else Severity.WARNING  # linked data in a page is no request
    help = f"Write {corrected(field, output, name)}."
    yield field.found(output, message, help, edits=escaped_by(field, output, name), severity=severity)


def _appended(field: Field) -> Iterator[Found]:
    for one in appended(field):
        origins = from_outside(one.value)
        open_string = _OPEN_STRING.match(one.before) if origins and "json" not in one.value.safe else None
        if open_string:
            message = f"{named(origins)} is put into the JSON string {open_string[1]!r} as it is"
            help = "Assign it to a variable with json_escape as the last filter, and append that."
            yield field.found(one.argument, message, help)
