"""A time in the user's zone is printed with a Z, which says that it is UTC.

In Seoul the time is nine hours wrong then. ``%:z`` prints the offset that the time has; without ``time_zone`` the time
is UTC, and the Z is right.

Example:
    {{ 'now' | time_zone: ${time_zone} | date: '%FT%TZ' }}

Instead:
    {{ 'now' | time_zone: ${time_zone} | date: '%FT%T%:z' }}

Source: Braze: Liquid filters, time zone; RFC 3339
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Literal, Output
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_LITERAL = re.compile(r"(?:%[-0^]*[HMSTRLX]|\.000)(Z|[+-]00:?00|UTC|[ ]UTC)")
_FOLLOWS = re.compile(r"Z(?![A-Za-z0-9])|\+00:?00\b")
_TIME = re.compile(r"%[-0^]*[HMSTRLX]")
_UTC = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Universal", "+00:00", "Z", "Zulu"}


def find(field: Field) -> Iterator[Found]:
    """``date`` with a constant Z in its format or right behind what it prints."""
    if "time_zone" not in field.text or not any(_moves(call) for call in field.filters):
        return
    for call in field.filters:
        layout = call.arguments[0] if call.name == "date" and call.arguments else None
        if isinstance(layout, Literal) and isinstance(layout.value, str) and _is_moved(field, call):
            yield from _in_format(field, layout)
    for output in field.all(Output):
        yield from _behind(field, output)
    for call in field.filters:
        if call.name == "append" and call.arguments and _is_moved(field, call) and _has_time(field, call):
            yield from _appended(field, call.arguments[0])


def _moves(call: FilterCall) -> bool:
    """Whether it is a ``time_zone`` to another zone than UTC."""
    zone = call.arguments[0] if call.name == "time_zone" and call.arguments else None
    return zone is not None and not (isinstance(zone, Literal) and zone.value in _UTC)


def _is_moved(field: Field, call: FilterCall) -> bool:
    """Whether a time in another zone than UTC goes into a filter."""
    expression = field.parent(call)
    zones = [one for one in getattr(expression, "filters", ()) if one.name == "time_zone" and one.start < call.start]
    return field.flow.before(call).zoned and (not zones or _moves(zones[-1]))


def _in_format(field: Field, layout: Literal) -> Iterator[Found]:
    match = _LITERAL.search(str(layout.value))
    if match:
        start = layout.start + 1
        span = (start + match.start(1), start + match.end(1))
        message = f"the '{match[1].strip()}' in this format says UTC, but the time is in another zone"
        yield field.found(span, message, "Write %:z, or leave out time_zone.", edits=field.edit(*span, "%:z"))


def _has_time(field: Field, call: FilterCall) -> bool:
    """Whether the filter before this one writes a time of day."""
    before = [one for one in getattr(field.parent(call), "filters", ()) if one.end <= call.start]
    layout = before[-1].arguments[0] if before and before[-1].name == "date" and before[-1].arguments else None
    return isinstance(layout, Literal) and _TIME.search(str(layout.value)) is not None


def _appended(field: Field, added: Expression) -> Iterator[Found]:
    if isinstance(added, Literal) and (match := _FOLLOWS.match(str(added.value))):
        message = f"the '{match[0]}' says UTC, but the time is in another zone"
        yield field.found(added, message, "Put %:z at the end of the format instead.")


def _behind(field: Field, output: Output) -> Iterator[Found]:
    match = _FOLLOWS.match(field.text, output.end)
    calls = getattr(output.expression, "filters", ())
    last = calls[-1] if calls else None
    layout = last.arguments[0] if last and last.name == "date" and last.arguments else None
    if not match or not last or not isinstance(layout, Literal) or field.text[layout.start] not in "'\"":
        return
    if _TIME.search(str(layout.value)) and _is_moved(field, last):
        edits = (*field.edit(layout.end - 1, layout.end - 1, "%:z"), *field.edit(*match.span(), ""))
        message = f"the '{match[0]}' says UTC, but the time is in another zone"
        yield field.found(match.span(), message, "Put %:z at the end of the format instead.", edits=edits)
