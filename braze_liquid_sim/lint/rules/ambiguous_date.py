"""A date is written with slashes or dashes so that day and month can be mistaken.

Ruby, which Braze runs, reads ``03/04/2026`` as 3 April, whatever an American author meant, and cannot read
``12/25/2026`` at all: ``date`` then prints it unchanged. ``2026-03-04`` is read in one way only. Readers are divided as
well: to most of them ``03/04/2026`` is in April.

Example:
    {{ '03/04/2026' | date: '%B %d' }}

Instead:
    {{ '2026-03-04' | date: '%B %d' }}

Source: measured with Ruby 3: Time.parse
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
OF_CONSTANTS = True

_DATE = r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|(?<=/)[0-9]{2})(?=[ T][0-9]{1,2}:|\s*\Z|\s*\")"
_READ = re.compile(r"(?<![\w/.=&?\"'-])(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/20[0-9]{2}(?![\w/\"'])")
"""In words to a reader: with slashes, and no day beyond the twelfth."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WRITTEN = re.compile(rf"\s*{_DATE}(?:[ T]+[0-9:.]+(?:\s?[AaPp][Mm])?(?:\s?(?:Z|UTC|[+-][0-9:]+))?)?\s*")
_VALUE = re.compile(rf'"[\w.-]+"\s*:\s*"\s*(?=({_DATE.replace(chr(92) + "2", chr(92) + "3")}))')


def find(field: Field) -> Iterator[Found]:
    """Such dates in quotes, in Liquid and as values of JSON, and in words to readers."""
    for literal in field.all(Literal):
        match = _WRITTEN.fullmatch(literal.value) if isinstance(literal.value, str) else None
        if match:
            yield from _found(field, literal.start + 1, literal.end - 1, match.groups())
    for node in field.texts:
        for match in _VALUE.finditer(field.text, node.start, node.end):
            yield from _found(field, match.start(1), match.end(1), match.groups()[1:])
        for match in _READ.finditer(field.text, node.start, node.end):
            if match[1] != match[2]:
                one, other = (_MONTHS[int(month) - 1] for month in match.groups())
                message = f"'{match[0]}' is a day in {one} to some, and in {other} to others"
                yield field.found(match.span(), message, "Write the name of the month.")


def _found(field: Field, start: int, end: int, parts: tuple[str, ...]) -> Iterator[Found]:
    first, _, second, year = parts
    day, month = int(first), int(second)
    if not (0 < day <= 31 and 0 < month <= 31) or (day > 12 and month > 12):
        return
    written = field.written(start, end)
    year = f"20{year}" if len(year) == 2 else year
    if month > 12:
        message = f"'{written}' is no date for Braze: the day comes first, and there is no month {month}"
        help = f"Write {year}-{day:02}-{month:02}."
    elif day > 12:
        return
    else:
        message = f"'{written}' can be read in two ways; Braze takes the first number for the day"
        help = f"Write {year}-{month:02}-{day:02} for what Braze reads, or {year}-{day:02}-{month:02}."
    yield field.found((start, end), message, help)
