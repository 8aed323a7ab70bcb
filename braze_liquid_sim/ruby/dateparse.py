"""Ruby's Date._parse: the elements of a date found anywhere inside a text.

A row of patterns is tried in a fixed order; the first that fits is noted and cut out of the text, so that what is left
can still say "BC" or name a lone day or hour. A weekday and a time of day are cut out before.

Not followed: Ruby takes the letters ſ, ı, ﬅ and ﬆ for s, i and st, and some marks and circled letters for letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from braze_liquid_sim.ruby.datedigits import DIGITS, note_digits
from braze_liquid_sim.ruby.dateelements import Elements, machine_int, nanoseconds

LONGEST_TEXT = 128
"""Bytes of UTF-8; Ruby refuses longer texts."""

Note = Callable[[re.Match[str], Elements], None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"({'|'.join(_MONTHS)})"
_ERA = r"(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"
_YEARS_BEFORE_ERA = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
# Stand-ins for the letters and digits that are not ASCII: they are parts of words, and no pattern asks for more.
_LETTER, _DECIMAL = "é", "٣"

_MEANINGLESS = re.compile(rf"[^-+',./:@0-9a-z\[\]{_LETTER}{_DECIMAL}]+")
_WEEKDAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/0-9 ]*")
_CLOCK = re.compile(
    r"((?:[0-9]+ *: *[0-9]+(?: *: *[0-9]+(?:[,.][0-9]*)?)?|[0-9]+ *h(?: *[0-9]+m?(?: *[0-9]+s?)?)?)"
    r"(?: *[ap](?:m\b|\.m\.))?|[0-9]+ *[ap](?:m\b|\.m\.))"
    r"(?: *((?:gmt|utc?)?[-+][0-9]+(?:[,.:][0-9]+(?::[0-9]+)?)?"
    rf"|[a-z{_LETTER}. ]+(?:standard|daylight) time\b|[a-z{_LETTER}]+(?: dst)?\b))?"
)
_CLOCK_PARTS = re.compile(
    r"([0-9]+)h?(?: *:? *([0-9]+)m?(?: *:? *([0-9]+)(?:[,.]([0-9]+))?s?)?)?(?: *([ap])(?:m\b|\.m\.))?"
)
_BEFORE_CHRIST = re.compile(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)")
_LONE_NUMBER = re.compile(r"\A *([0-9]{1,2}) *\Z")
_SIGNED = re.compile(r"[-+]?[0-9]+")
_UNSIGNED = re.compile(r"[0-9]+")


def elements_of(text: str) -> Elements:
    """Everything that ``text``, in lower case and of at most :data:`LONGEST_TEXT` bytes, says about a moment.

    Raises:
        LiquidError: ``internal``, where Ruby fails on an hour too large for it.
    """
    found = Elements()
    text = _cut(_WEEKDAY, _nothing, _plain(text), found)
    text = _cut(_CLOCK, _clock, text, found)
    for pattern, unless, note in _RULES:
        if pattern.search(text) and not (unless and unless.search(text)):
            text = _cut(pattern, note, text, found)
            break
    text = _cut(_BEFORE_CHRIST, _before_christ, text, found)
    _cut(_LONE_NUMBER, _lone_number, text, found)
    _complete_year(found)
    return found


def _plain(text: str) -> str:
    """``text`` with one blank for each run of characters that mean nothing."""
    if not text.isascii():
        text = "".join([c if c.isascii() else _stand_in(c) for c in text])
    return _MEANINGLESS.sub(" ", text)


def _stand_in(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "L" or category == "Nl":
        return _LETTER
    return _DECIMAL if category == "Nd" else " "


def _cut(pattern: re.Pattern[str], note: Note, text: str, found: Elements) -> str:
    match = pattern.search(text)
    if match is None:
        return text
    note(match, found)
    return f"{text[: match.start()]} {text[match.end() :]}"


def _complete_year(found: Elements) -> None:
    if found.year is None:
        return
    if found.before_christ:
        found.year = 1 - found.year
    if found.short_year and 0 <= found.year <= 99:
        found.year += 1900 if found.year >= 69 else 2000


def _nothing(match: re.Match[str], found: Elements) -> None:
    """For weekdays and weeks: recognised, but no part of a moment."""


def _clock(match: re.Match[str], found: Elements) -> None:
    clock, found.zone = match.groups()
    hour, minute, second, fraction, half = _CLOCK_PARTS.match(clock).groups()  # type: ignore[union-attr]  # has digits
    found.hour = int(hour)
    if half:
        found.hour = machine_int(found.hour) % 12 + (12 if half == "p" else 0)
    if minute:
        found.minute = int(minute)
    if second:
        found.second = int(second)
    if fraction:
        found.nsec = nanoseconds(fraction)


def _before_christ(match: re.Match[str], found: Elements) -> None:
    found.before_christ = True


def _lone_number(match: re.Match[str], found: Elements) -> None:
    number = int(match[1])
    if found.hour is not None and found.day is None and 1 <= number <= 31:
        found.day = number
    if found.day is not None and found.hour is None and number <= 24:
        found.hour = number


def _month(name: str) -> str:
    return str(_MONTHS.index(name) + 1)


def _european(match: re.Match[str], found: Elements) -> None:
    day, month, era, year = match.groups()
    _date(found, year, _month(month), day)
    found.before_christ = era is not None and era.startswith("b")


def _american(match: re.Match[str], found: Elements) -> None:
    month, day, era, year = match.groups()
    _date(found, year, _month(month), day)
    found.before_christ = era is not None and era.startswith("b")


def _in_order(match: re.Match[str], found: Elements) -> None:
    _date(found, *match.groups())


def _vms_day_first(match: re.Match[str], found: Elements) -> None:
    day, month, year = match.groups()
    _date(found, year, _month(month), day)


def _vms_month_first(match: re.Match[str], found: Elements) -> None:
    month, day, year = match.groups()
    _date(found, year, _month(month), day)


def _japanese(match: re.Match[str], found: Elements) -> None:
    era, year, month, day = match.groups()
    found.year, found.month, found.day = _YEARS_BEFORE_ERA[era] + int(year), int(month), int(day)


def _month_and_day(match: re.Match[str], found: Elements) -> None:
    month, day = match.groups()
    found.month, found.day = int(month) if month else None, int(day) if day else None


def _year_and_yday(match: re.Match[str], found: Elements) -> None:
    found.year, found.yday = int(match[1]), int(match[2])


def _yday(match: re.Match[str], found: Elements) -> None:
    found.yday = int(match[1])


def _year(match: re.Match[str], found: Elements) -> None:
    found.year = int(match[1])


def _month_name(match: re.Match[str], found: Elements) -> None:
    found.month = _MONTHS.index(match[1]) + 1


def _ordinal_day(match: re.Match[str], found: Elements) -> None:
    found.day = int(match[1])


def _date(found: Elements, y: str | None, m: str | None, d: str | None) -> None:
    """Note a date of which it is open what the year is: an apostrophe or a third digit tells."""
    if y is not None and m is not None and d is None:
        y, m, d = None, y, m
    if y is None and d is not None and _is_year(d):
        y, d = d, None
    number = _SIGNED.search(y) if y is not None else None
    if y is not None and number is not None and number.end() < len(y):
        # "5th" is a day.
        y, d = d, number[0]
    if m is not None and _is_year(m):
        y, m, d = m, d, y
    if d is not None and _is_year(d):
        y, d = d, y
    if y is not None and (number := _SIGNED.search(y)):
        found.year = int(number[0])
        # A sign makes it a full year too.
        found.short_year = number[0].isdecimal() and len(number[0]) <= 2
    if m is not None and (number := _UNSIGNED.search(m)):
        found.month = int(number[0])
    if d is not None and (number := _UNSIGNED.search(d)):
        found.day = int(number[0])


def _is_year(number: str) -> bool:
    return number.startswith("'") or len(number) > 2


def _rule(pattern: str, note: Note, unless: str | None = None) -> tuple[re.Pattern[str], re.Pattern[str] | None, Note]:
    return re.compile(pattern), re.compile(unless) if unless else None, note


_RULES = (
    _rule(rf"('?[0-9]+)[^-0-9 ]* *{_MONTH}[^-0-9 ']*(?: *{_ERA} *('?-?[0-9]+(?:(?:st|nd|rd|th)\b)?))?", _european),
    _rule(rf"\b{_MONTH}[^-0-9 ']* *('?[0-9]+)[^-0-9 ']*(?: *,? *{_ERA} *('?-?[0-9]+))?", _american),
    _rule(r"('?[-+]?[0-9]+)-([0-9]+)-('?-?[0-9]+)", _in_order),
    _rule(r"\b([mtshr])([0-9]+)\.([0-9]+)\.([0-9]+)", _japanese),
    _rule(rf"('?-?[0-9]+)-{_MONTH}[^-/.]*-('?-?[0-9]+)", _vms_day_first),
    _rule(rf"\b{_MONTH}[^-/.]*-('?-?[0-9]+)(?:-('?-?[0-9]+))?", _vms_month_first),
    _rule(r"('?-?[0-9]+)/ *('?[0-9]+)(?:[^0-9] *('?-?[0-9]+))?", _in_order),
    _rule(r"('?-?[0-9]+)\. *('?[0-9]+)\. *('?-?[0-9]+)", _in_order),
    _rule(r"\b(?:[0-9]{2}|[0-9]{4})?-?w[0-9]{2}(?:-?[0-9])?\b", _nothing),
    _rule(r"-w-[0-9]\b", _nothing),
    _rule(r"--([0-9]{2})?-([0-9]{2})\b", _month_and_day),
    _rule(r"--([0-9]{2})([0-9]{2})?\b", _month_and_day),
    _rule(r"\b([0-9]{2}|[0-9]{4})-([0-9]{3})\b", _year_and_yday, unless=r"[,.](?:[0-9]{2}|[0-9]{4})-[0-9]{3}\b"),
    _rule(r"\b-([0-9]{3})\b", _yday, unless=r"[0-9]-[0-9]{3}\b"),
    _rule(r"'([0-9]+)\b", _year),
    _rule(rf"\b{_MONTH}[^ ]*", _month_name),
    _rule(r"([0-9]+)(?:st|nd|rd|th)\b", _ordinal_day),
    (DIGITS, None, note_digits),
)
"""What says a day, the first that fits: a pattern, one that must not be found anywhere, and what to note."""
