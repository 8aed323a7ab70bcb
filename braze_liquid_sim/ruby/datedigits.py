"""Dates and times written as digits only: ``20240305``, ``20240305T140709Z``, ``2024065``, ``140709.5``."""

from __future__ import annotations

import re

from braze_liquid_sim.ruby.dateelements import Elements, nanoseconds

DIGITS = re.compile(
    r"([-+]?)([0-9]{2,14})(?: *t? *([0-9]{2,6})?(?:[,.]([0-9]*))?)?"
    r"(?: *(z\b|[-+][0-9]{1,4}\b|\[[-+]?[0-9][^\]]*\]))?"
)

Layout = tuple[tuple[str, int], ...]
"""Elements with their widths, from left to right."""

_CLOCK: Layout = (("hour", 2), ("minute", 2), ("second", 2))
_DATE: Layout = (("year", 4), ("month", 2), ("day", 2))

_FROM_THE_LEFT: dict[int, Layout] = {
    2: (("day", 2),),
    3: (("yday", 3),),
    4: (("month", 2), ("day", 2)),
    5: (("year", 2), ("yday", 3)),
    6: (("year", 2), ("month", 2), ("day", 2)),
    7: (("year", 4), ("yday", 3)),
    8: _DATE,
    10: _DATE + _CLOCK[:1],
    12: _DATE + _CLOCK[:2],
    14: _DATE + _CLOCK,
}
_UP_TO_THE_SECOND: dict[int, Layout] = {
    2: _CLOCK[2:],
    3: (("minute", 1), *_CLOCK[2:]),
    4: _CLOCK[1:],
    5: (("hour", 1), *_CLOCK[1:]),
    6: _CLOCK,
    7: (("day", 1), *_CLOCK),
    8: (*_DATE[2:], *_CLOCK),
    10: (*_DATE[1:], *_CLOCK),
    12: (("year", 2), *_DATE[1:], *_CLOCK),
    14: (*_DATE, *_CLOCK),
}
_TIME_FROM_THE_LEFT = {2: _CLOCK[:1], 4: _CLOCK[:2], 6: _CLOCK}
_TIME_UP_TO_THE_SECOND = {2: _CLOCK[2:], 4: _CLOCK[1:], 6: _CLOCK}


def note_digits(match: re.Match[str], found: Elements) -> None:
    """Read a match of :data:`DIGITS`; a decimal fraction means that the digits before it end in seconds."""
    sign, digits, time, fraction, zone = match.groups()
    if time is None and fraction is not None:
        _fill(found, _UP_TO_THE_SECOND.get(len(digits), ()), digits, sign)
        full_year = len(digits) == 14
    else:
        _fill(found, _FROM_THE_LEFT.get(len(digits), ()), digits, sign)
        full_year = len(digits) in (8, 10, 12, 14)
    if full_year:
        found.short_year = False
    if time is not None:
        layouts = _TIME_FROM_THE_LEFT if fraction is None else _TIME_UP_TO_THE_SECOND
        _fill(found, layouts.get(len(time), ()), time, "")
    if fraction is not None:
        found.nsec = nanoseconds(fraction)
    if zone is not None:
        # "[-9:jst]" gives an offset and its name; the name counts.
        found.zone = zone[1:-1].split(":", 1)[-1] if zone.startswith("[") else zone


def _fill(found: Elements, layout: Layout, digits: str, sign: str) -> None:
    at = 0
    for name, width in layout:
        number = int(digits[at : at + width])
        setattr(found, name, -number if name == "year" and sign == "-" else number)
        at += width
