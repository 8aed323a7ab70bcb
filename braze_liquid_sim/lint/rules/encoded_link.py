"""A whole link goes through a filter that is made for the parts of one.

``url_encode`` and ``url_param_escape`` turn the ``:`` and ``/`` of ``https://`` into ``%3A`` and ``%2F``. What comes
out has no scheme: SMS and mail do not make a link of it, an ``href`` takes it for a path, Bitly refuses it. Inside the
query of another link it is right, and not reported.

Example:
    {% assign link = 'https://example.com/?a=b' | url_encode %}{{ link }}

Instead:
    {% assign link = 'https://example.com/?a=b' %}{{ link }}

Source: Braze: Liquid filters; RFC 3986
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Filtered, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_ENCODING = ("url_encode", "url_param_escape")
_LINK = re.compile(rf"\s*(?:https?://|[a-z][a-z+.-]*://|{GAP}\?[\w.-]+=)", re.IGNORECASE)
_BEGINS_ATTRIBUTE = re.compile(r"""\b(?:href|src|action)\s*=\s*["']?\s*\Z""", re.IGNORECASE)


def find(field: Field) -> Iterator[Found]:
    """Links that are encoded, and values that are encoded where a link begins."""
    for call in field.filters:
        if call.name not in _ENCODING or not isinstance(expression := field.parent(call), Filtered):
            continue
        holder = field.parent(expression)
        begins = isinstance(holder, Output) and expression.filters[-1] is call and _begins_link(field, holder)
        if begins or (_LINK.match(field.flow.before(call).shape) and _stands_alone(field, holder)):
            yield _found(field, expression, call)


def _found(field: Field, expression: Filtered, call: FilterCall) -> Found:
    at = expression.filters.index(call)
    before = expression.filters[at - 1] if at else expression.value
    message = f"{call.name} encodes a whole link: https:// becomes https%3A%2F%2F"
    help = f"Print the link as it is; put {call.name} on the values that go into it."
    return field.found(call, message, help, edits=field.edit(before.end, call.end, ""))


def _begins_link(field: Field, output: Output) -> bool:
    """Whether what is printed is a link from its very start."""
    place = field.places.of(output)
    if _BEGINS_ATTRIBUTE.search(field.text, max(0, output.start - 40), output.start):
        return True
    in_url = field.name == "url" or (place.stream is not None and not isinstance(place.stream, Capture))
    return in_url and place.url == "start" and not place.url_text


def _stands_alone(field: Field, holder: object) -> bool:
    """Whether what is encoded is printed as a link, and not as a part of one."""
    if isinstance(holder, Output):
        outer = field.parent(holder)
        if isinstance(outer, Capture) and [node for node in outer.body.nodes if node.writes] == [holder]:
            return _is_printed_alone(field, outer.name, outer.end)
        return not _is_part(field, holder)
    return isinstance(holder, Assign) and _is_printed_alone(field, holder.name, holder.end)


def _is_printed_alone(field: Field, name: str, since: int) -> bool:
    printed = [output for output in field.outputs if output.start >= since and _root(output) == name]
    return any(not _is_part(field, output) for output in printed)


def _root(output: Output) -> object:
    inner = output.expression.value if isinstance(output.expression, Filtered) else output.expression
    return inner.root if isinstance(inner, Path) else None


def _is_part(field: Field, output: Output) -> bool:
    return field.places.of(output).url not in ("", "start") or field.text[: output.start].endswith("=")
