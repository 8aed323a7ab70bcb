"""Ruby's Time.parse on a server in UTC, and what Liquid's ``date`` takes for a time.

A text rarely says everything: what is missing above the largest element it names comes from the clock, what is missing
below is the start of the year, month, day or hour.
"""

from __future__ import annotations

import re
from datetime import date

from braze_liquid_sim.ruby.dateelements import Elements, machine_int, nanoseconds
from braze_liquid_sim.ruby.time import NANOSECONDS, SECONDS_OF_A_DAY, Civil, Time, days_in_month, days_since_epoch

_LONGEST_NUMBER = 4000
"""Digits; Python refuses to print much longer integers."""
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

_ZONES = {"utc": 0, "z": 0, "ut": 0, "gmt": 0}
_ZONES |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
# The military letters; j is none.
_ZONES |= {letter: hours for hours, letter in enumerate("abcdefghiklm", 1)}
_ZONES |= {letter: -hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
_OFFSET = re.compile(r"([-+])([0-9]{2})(?:(:?)([0-9]{2})(?:\3([0-9]{2}))?)?")
_UTC_MODE = frozenset({"utc", "z", "ut", "-00:00", "-0000", "-00"})

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,9}))?)?"
    r"(?: ?([Zz]|[-+](?:[01][0-9]|2[0-3]):?[0-5][0-9]))?)?"
)


def to_time(value: object, now: Time) -> Time | None:
    """The time that Liquid's ``date`` reads in ``value``; None if it prints the value unchanged.

    A whole number, or a text of digits, is seconds since 1970; ``now`` and ``today`` are ``now``; other texts go
    through :func:`parse_time`. Floats, booleans, nil, arrays and hashes are no times.
    """
    if isinstance(value, str):
        if value.isascii() and value.isdigit():
            return Time(int(value) * NANOSECONDS, utc=False) if len(value) <= _LONGEST_NUMBER else None
        if len(value) <= 5 and value.lower() in ("now", "today"):
            return now.at_offset(0)
        return parse_time(value, now)
    if isinstance(value, Time):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Time(value * NANOSECONDS, utc=False) if value.bit_length() < _LONGEST_NUMBER * 3 else None
    if isinstance(value, date):
        return Time.from_datetime(value)
    return None


def parse_time(text: str, now: Time) -> Time | None:
    """Ruby's ``Time.parse(text.downcase)``; None where it raises an ArgumentError, which is "not a date" to Liquid.

    Raises:
        LiquidError: ``internal``, where Ruby fails with an error that Liquid does not expect (a 99999999999th day).
    """
    if (match := _ISO.fullmatch(text)) and (quick := _iso(match)):
        return quick
    # Most texts are ISO dates; the patterns for all others take 10 ms to compile.
    from braze_liquid_sim.ruby.dateparse import LONGEST_TEXT, elements_of

    if len(text) > LONGEST_TEXT or len((text := text.lower()).encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        return None
    found = elements_of(text)
    if found.silent:
        return None
    try:
        return _complete(found, now)
    except _OutOfRange:
        return None


class _OutOfRange(Exception):
    """Ruby's ArgumentError."""


def _iso(match: re.Match[str]) -> Time | None:
    """A complete ISO 8601 date without detours; None if it needs the long way (day 31 in a month of 30, year 0)."""
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        days = date(int(year), int(month), int(day)).toordinal() - _EPOCH_ORDINAL
    except ValueError:
        return None
    if hour is None:
        return Time(days * (SECONDS_OF_A_DAY * NANOSECONDS), utc=False)
    seconds = days * SECONDS_OF_A_DAY + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    nsec = nanoseconds(fraction) if fraction else 0
    return _placed(seconds * NANOSECONDS + nsec, zone and zone.lower())


def _placed(local_ns: int, zone: str | None) -> Time:
    """The time whose clock shows ``local_ns`` (as if it stood in UTC) in ``zone``."""
    offset = None if zone is None else zone_offset(zone)
    if offset is None:
        return Time(local_ns, utc=False)
    if offset == 0:
        return Time(local_ns, utc=zone in _UTC_MODE)
    return Time(local_ns - offset * NANOSECONDS, offset, None, utc=False)


def zone_offset(zone: str) -> int | None:
    """Seconds east of Greenwich for a zone in lower case; None if Ruby's Time does not know it.

    Ruby's Date knows some 300 more zones, Time.parse does not ask it.
    """
    if match := _OFFSET.fullmatch(zone):
        sign, hours, _, minutes, seconds = match.groups()
        size = int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
        return -size if sign == "-" else size
    hours_east = _ZONES.get(zone)
    return None if hours_east is None else hours_east * 3600


def _complete(found: Elements, now: Time) -> Time:
    """Fill in what ``found`` leaves open, and check it."""
    offset = None if found.zone is None else zone_offset(found.zone)
    if offset is not None and abs(offset) >= SECONDS_OF_A_DAY:
        raise _OutOfRange
    clock = now.at_offset(offset or 0).civil
    if found.yday is None:
        return _dated(found, found.month, found.day, offset, clock)
    if not 1 <= found.yday <= 366:
        raise _OutOfRange
    # Guess as if all months had 31 days, then move by the error.
    month, day = divmod(found.yday - 1, 31)
    month, day = month + 1, day + 1
    guess = _dated(found, month, day, offset, clock)
    if guess.yday == found.yday:
        return guess
    day += found.yday - guess.yday
    length = days_in_month(now.at_offset(0).year if found.year is None else found.year, month)
    if day > max(28, length):
        month, day = month + 1, day - length
    if month > 12:
        raise _OutOfRange
    return _dated(found, month, day, offset, clock)


def _dated(found: Elements, month: int | None, day: int | None, offset: int | None, clock: Civil) -> Time:
    said = (found.year, month, day, found.hour, found.minute, found.second)
    known = next((index for index, element in enumerate(said) if element is not None), len(said))
    lowest = (1970, 1, 1, 0, 0, 0)
    fields: list[int] = [*clock[:known]]  # type: ignore[list-item]  # Civil's first six are these fields
    fields += [low if element is None else element for element, low in zip(said[known:], lowest[known:], strict=True)]
    if offset:
        fields = _shifted(fields, offset)
    seconds = _seconds(*fields)
    return _placed((seconds + (offset or 0)) * NANOSECONDS + (found.nsec or 0), found.zone)


def _shifted(fields: list[int], offset: int) -> list[int]:
    """The fields of the same moment in UTC, with Ruby's arithmetic, which lets some that are out of range pass."""
    year, month, day, *clock = fields
    step, carry = (1, -offset) if offset < 0 else (-1, offset)
    for index, base in ((2, 60), (1, 60), (0, 24)):
        carry, rest = divmod(carry, base)
        if rest:
            over, clock[index] = divmod(clock[index] + step * rest, base)
            carry += step * over
    if carry:
        day += step * carry
        # Month 0 passes for one of 31 days.
        if step > 0 and month <= 12 and day > days_in_month(year, month):
            year, month, day = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
        elif step < 0 and day < 1:
            year, month = (year - 1, 12) if month <= 1 else (year, month - 1)
            day = days_in_month(year, month)
    return [year, month, day, *clock]


def _seconds(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    """Ruby's Time.utc: day 31 of a shorter month, 24:00 and second 60 run over, anything else must be in range."""
    for element, bits in ((month, 4), (day, 5), (hour, 5), (minute, 6), (second, 6)):
        if not 0 <= machine_int(element) < 2**bits:
            raise _OutOfRange
    on_the_clock = (hour < 24 and minute < 60 and second <= 60) or (hour, minute, second) == (24, 0, 0)
    if not (1 <= month <= 12 and day >= 1 and on_the_clock):
        raise _OutOfRange
    length = days_in_month(year, month)
    if day > length:
        month, day = month + 1, day - length
    return days_since_epoch(year, month, day) * SECONDS_OF_A_DAY + hour * 3600 + minute * 60 + second
