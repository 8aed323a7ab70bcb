"""A fixed date that is past says when something ends, or is compared with the clock.

An expiry in the past takes effect at once: PassKit greys out the pass, and deletes members that have been expired for
90 days. A comparison of the clock with a day that is over comes out the same for everyone, for good.

Example:
    {"expiryDate": "2020-05-10T00:00:00Z"}

Instead:
    {"expiryDate": "{{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z"}

Source: PassKit: expiry of coupons and members
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison
from braze_liquid_sim.lint.facts.dates import constant_in, day_of, day_of_second, ends, seconds_in
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.ERROR
OF_CONSTANTS = True

_ORDER = ("<", ">", "<=", ">=")
_HELP = "Take it from an event, or reckon it from now: {{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z."
_COMPARED = "Take the comparison out, or compare with a day to come."


def find(field: Field) -> Iterator[Found]:
    """Ends that are past, and comparisons with days that are."""
    told = set()
    for one in ends(field):
        if one.day < field.file.project.today and (one.start, one.end) not in told:
            told.add((one.start, one.end))
            message = f"{one.key} is past: {one.text}"
            yield field.found((one.start, one.end), message, _HELP, severity=None if one.sent else Severity.WARNING)
    for comparison in field.all(Comparison):
        if comparison.operator in _ORDER:
            yield from (found for span, found in _compared(comparison, field) if span not in told)


def _compared(comparison: Comparison, field: Field) -> Iterator[tuple[tuple[int, int], Found]]:
    for this, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if not field.flow.value(this).clock:
            continue
        literal = constant_in(other, field)
        day = day_of(str(literal.value)) if literal else None
        if literal is None:
            literal = seconds_in(other, field)
            day = day_of_second(literal.value) if literal else None
        if literal and day and day < field.file.project.today:
            message = f"'{literal.value}' is past: compared with the clock it always comes out the same"
            found = field.found(literal, message, _COMPARED, severity=Severity.WARNING)
            yield (literal.start + 1, literal.end - 1), found
