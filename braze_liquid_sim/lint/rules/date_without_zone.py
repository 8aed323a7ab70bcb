"""A time of day is shown, or asked for, without the user's time zone.

Braze's clock, and the times of a profile, are in UTC. In Seoul 18:00 of the evening is printed as 09:00, and a message
that says good morning by ``'now' | date: '%H'`` says so in the evening. ``time_zone`` goes before ``date``.

Example:
    See you at {{ event_properties.${starts_at} | date: '%H:%M' }}

Instead:
    See you at {{ event_properties.${starts_at} | time_zone: ${time_zone} | date: '%H:%M' }}

Source: Braze: Liquid filters, time zone
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, FilterCall, Filtered, Literal, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import Value
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_HOUR = re.compile(r"%[-0^#]*[HIklTRXcr]")
_SAYS_ZONE = re.compile(r"%[-0^#:]*[zZs]|Z|UTC|GMT|T%H|%FT")
_ONLY_HOUR = re.compile(r"\s*%[-0^]?[HkIl](?:[:.]?%M)?\s*(?:%[pP])?\s*")
_ZONE_FOLLOWS = re.compile(r"\s*\(?(?:Z\b|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{2,4}T\b)")
_OF_USERS = ("attribute", "custom_attribute", "event_properties", "canvas_entry_properties", "context")

_SAYS_UTC = re.compile(r"utc|gmt", re.IGNORECASE)
_SHOWN = ("body", "subject", "preheader", "title")
_KEEPING = ("strip", "lstrip", "append", "prepend", "default", "downcase", "upcase", "capitalize", "replace", "remove")
"""Filters that leave an hour an hour."""


def find(field: Field) -> Iterator[Found]:
    """Hours that are printed between words, and hours of the clock that a condition compares."""
    if "date" not in field.text or field.source.kind == "webhook" or field.name not in _SHOWN:
        return
    for call in field.filters:
        layout = call.arguments[0] if call.name == "date" and call.arguments else None
        if not isinstance(layout, Literal):
            continue
        value = field.flow.before(call)
        if _zone_follows(field, call) and not value.zoned:
            yield field.found(call, "this date is written in UTC before time_zone", "Put time_zone before date.")
            continue
        if not _HOUR.search(str(layout.value)):
            continue
        if _is_of_users(value) and not _SAYS_ZONE.search(str(layout.value)):
            yield from _found(field, call, value, str(layout.value))


def _zone_follows(field: Field, call: FilterCall) -> bool:
    expression = field.parent(call)
    if not isinstance(expression, Filtered):
        return False
    behind = expression.filters[expression.filters.index(call) + 1 :]
    zone = next((at for at, one in enumerate(behind) if one.name == "time_zone"), None)
    return zone is not None and not any(one.name == "date" for one in behind[:zone])


def _is_of_users(value: Value) -> bool:
    kinds = {origin.kind for origin in value.origins}
    return not value.zoned and (bool(kinds & set(_OF_USERS)) or (bool(value.clock) and not kinds))


def _found(field: Field, call: FilterCall, value: Value, layout: str) -> Iterator[Found]:
    expression = field.parent(call)
    holder = field.parent(expression) if isinstance(expression, Filtered) else None
    if holder is None:
        return
    at = expression.filters.index(call)
    subject = "the clock" if value.clock else value.origins[0].name
    message = f"the hour of {subject} is shown in UTC, whatever zone the user is in"
    if isinstance(holder, Assign) and value.clock and _ONLY_HOUR.fullmatch(layout) and _is_compared(field, holder.name):
        if any(_is_shift(one) for one in expression.filters[at + 1 :]) or _SAYS_UTC.search(holder.name):
            return
        message = "the hour of the clock is compared in UTC, whatever zone the user is in"
    elif not _is_shown(field, holder) or any(one.name not in _KEEPING for one in expression.filters[at + 1 :]):
        return
    before = expression.filters[at - 1] if at else expression.value
    pipe = field.written(before.end, call.start).strip() == "|"
    edits = field.edit(before.end, before.end, " | time_zone: ${time_zone}") if pipe else ()
    yield field.found(call, message, "Put | time_zone: ${time_zone} before it.", edits=edits)


def _is_shift(call: FilterCall) -> bool:
    """Whether it adds hours: the author knows the zone."""
    hours = call.arguments[0] if call.name in ("plus", "minus") and call.arguments else None
    return isinstance(hours, Literal) and hours.value not in (0, "0")


def _is_compared(field: Field, name: str) -> bool:
    asked = [side for one in field.all(Comparison) for side in (one.left, one.right)]
    asked += [node.value for node in field.all(Case)]
    return any(isinstance(one, Path) and one.root == name for one in asked)


def _is_shown(field: Field, holder: object) -> bool:
    if isinstance(holder, Output):
        return _is_between_words(field, holder)
    if not isinstance(holder, Assign):
        return False
    printed = [one for one in field.outputs if isinstance(one.expression, Path) and one.expression.root == holder.name]
    return any(_is_between_words(field, output) for output in printed)


def _is_between_words(field: Field, output: Output) -> bool:
    """Whether it is printed for somebody to read: not into JSON, a link or a call."""
    place = field.places.of(output)
    if place.json or place.url or place.attribute:
        return False
    return not isinstance(place.stream, ConnectedContent) and not _ZONE_FOLLOWS.match(field.text, output.end)
