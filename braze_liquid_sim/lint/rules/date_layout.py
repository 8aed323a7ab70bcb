"""A date is written in a layout that says something else.

``date`` takes the directives of Ruby's ``strftime``. ``YYYY-MM-DD`` holds none, and is printed as it stands. ``%M`` is
the minutes and ``%m`` the month: ``%Y-%M-%d`` shows a month that changes every minute, ``%H:%m`` the same minutes all
month.

Example:
    Ends on {{ event_properties.${ends_at} | date: '%d/%M/%Y' }}

Instead:
    Ends on {{ event_properties.${ends_at} | date: '%d/%m/%Y' }}

Source: Ruby: strftime; measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Literal
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_PATTERN = re.compile(r"yyyy|yy|mmmm|mmm|mm|dddd|dd|hh|ss|\W", re.IGNORECASE)
_WORDS = {
    "yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "dddd": "%A", "dd": "%d", "hh": "%H", "ss": "%S",
}  # fmt: skip
"""What the letters of other languages mean; ``mm`` behind an hour are minutes."""
_DAY_OR_YEAR = re.compile(r"%[-0^#]*[deYyj]")
_MONTH = re.compile(r"%[-0^#]*[mBbhFDxc]")
_HOUR = re.compile(r"%[-0^#]*[HIklTRXcrsS]")
_MINUTES = re.compile(r"%[-0^#]*M")
_MONTH_FOR_MINUTES = re.compile(r"%[-0^#]*[HIkl]:(%[-0]?m)")


def find(field: Field) -> Iterator[Found]:
    """Every constant layout without a directive, or with the minutes and the month mixed up."""
    for call in field.filters:
        layout = call.arguments[0] if call.name == "date" and call.arguments else None
        if isinstance(layout, Literal) and isinstance(layout.value, str) and layout.value.strip():
            yield from _found(field, call, layout, layout.value)


def _found(field: Field, call: FilterCall, layout: Literal, text: str) -> Iterator[Found]:
    place = (layout.start + 1, layout.end - 1)
    if "%" not in text:
        edits = field.edit(*place, _translated(text)) if "".join(_PATTERN.findall(text)) == text else ()
        help = f"Write {_translated(text)}." if edits else "Write directives, as in %Y-%m-%d."
        message = f"{text} has no directives: it is printed as it stands"
        yield field.found(call, message, help, edits=edits, severity=Severity.ERROR)
    elif (minutes := _MINUTES.search(text)) and not _HOUR.search(text) and not _MONTH.search(text):
        if _DAY_OR_YEAR.search(text):
            at = place[0] + minutes.end() - 1
            message = f"%M is the minutes, not the month, in {text}"
            yield field.found(call, message, "The month is %m.", edits=field.edit(at, at + 1, "m"))
    elif month := _MONTH_FOR_MINUTES.search(text):
        at = place[0] + month.end(1) - 1
        message = f"%m is the month, not the minutes, in {text}"
        yield field.found(call, message, "The minutes are %M.", edits=field.edit(at, at + 1, "M"))


def _translated(text: str) -> str:
    """A layout of other languages with Ruby's directives."""
    layout, hour = "", False
    for part in _PATTERN.findall(text):
        word = part.lower()
        layout += "%M" if word == "mm" and hour else _WORDS.get(word, part)
        hour = word == "hh" or (hour and not part.isalpha())
    return layout
