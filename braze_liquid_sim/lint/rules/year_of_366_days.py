"""A number of seconds that is meant as a year is 366 days, or 365 days and some hours.

Added to a date, 31622400 seconds lead one day beyond the same day of the next year in three years of four, 31557600 and
its like to another hour of the day. A year of 365 days has 31536000 seconds.

Example:
    {{ 'now' | date: '%s' | plus: 31622400 | date: '%F' }}

Instead:
    {{ 'now' | date: '%s' | plus: 31536000 | date: '%F' }}

Source: arithmetic: 366 times 86400
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Filtered, Literal
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
FIX = "suggestion"
OF_CONSTANTS = True

_DAY = 86_400
_LEAP = 366 * _DAY
_MEAN = {31_557_600: "365.25", 31_556_952: "365.2425", 31_556_926: "365.2422", 31_556_925: "365.2422"}
_LENGTHS = ("24", "1440", "86400", "86400000")
_DIVIDING = ("divided_by", "modulo")


def find(field: Field) -> Iterator[Found]:
    """Such numbers wherever they are added; a mean year that something is divided by is right for an age."""
    if not any(digits in field.text for digits in ("315", "316", "366")):
        return
    for literal in field.all(Literal):
        seconds, unit = _seconds(literal.value)
        days = "366" if seconds == _LEAP else _MEAN.get(seconds, "")
        parent = field.parent(literal)
        divides = isinstance(parent, FilterCall) and parent.name in _DIVIDING
        if days and not (divides and days != "366"):
            yield _found(field, literal, days, unit)
        elif literal.value == 366 and _is_multiplied(field, literal, parent):
            edits = field.edit(literal.start, literal.end, "365")
            yield field.found(literal, "366 days are no year", "Write 365.", edits=edits)


def _is_multiplied(field: Field, literal: Literal, parent: object) -> bool:
    """Whether it goes into ``times`` together with the length of a day."""
    expression = parent if isinstance(parent, Filtered) else field.parent(parent) if _is_times(parent) else None
    if not isinstance(expression, Filtered):
        return False
    factors = [expression.value, *(one for call in expression.filters if _is_times(call) for one in call.arguments)]
    return literal in factors and any(field.flow.value(one).text in _LENGTHS for one in factors)


def _is_times(item: object) -> TypeGuard[FilterCall]:
    return isinstance(item, FilterCall) and item.name == "times"


def _seconds(value: object) -> tuple[int, str]:
    """A number, or its digits in quotes, and what it counts."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 15:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return 0, ""
    return (value // 1000, "milliseconds") if value > 10_000_000_000 and not value % 1000 else (value, "seconds")


def _found(field: Field, literal: Literal, days: str, unit: str) -> Found:
    old = field.written(literal.start, literal.end)
    digits = old.strip("'\" \t")
    new = str(365 * _DAY * (1000 if unit == "milliseconds" else 1))
    edits = field.edit(literal.start, literal.end, old.replace(digits, new))
    message = f"{digits} {unit} are {days} days"
    return field.found(literal, message, f"Write {new} for 365 days.", edits=edits)
