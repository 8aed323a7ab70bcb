"""Ruby's Time#strftime: every directive, flag, width and modifier, compiled once for each format.

A directive is ``%``, then flags (``-`` no padding, ``0`` and ``_`` pad with zeros or blanks, ``^`` upper case, ``#``
the other case), a width, colons (before ``z`` only), ``E`` or ``O`` (ignored, but only before certain letters), and a
letter. What is no directive is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.time import Civil, Time, is_leap

Getter = Callable[[Civil], object]
Part = tuple[str, Getter | None]
"""A piece of a ``%`` template, and what fills it in."""

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TAKES = {"E": frozenset("cCxXyY"), "O": frozenset("deHkIlmMSuUVwWy")}
_DIGITS = re.compile(r"[0-9]+")
_LARGEST_WIDTH = 2**31 - 1
_LARGEST_RESULT = 10_000_000
"""Characters that the widths of one format may ask for together; Ruby's own limit grows with the format."""
_FIXNUM = 2**62


def strftime(t: Time, fmt: str) -> str:
    """``t`` written as ``fmt`` says.

    Raises:
        LiquidError: ``invalid format: …`` if the format ends inside a directive; ``internal`` if a width is absurd.
    """
    return _compile(fmt)(t.civil)


@lru_cache(maxsize=512)
def _compile(fmt: str) -> Callable[[Civil], str]:
    parts = list(_parts(fmt))
    template = "".join(text for text, _ in parts)
    getters = tuple(get for _, get in parts if get is not None)
    if not getters:
        constant = template % ()
        return lambda c: constant
    return lambda c: template % tuple([get(c) for get in getters])


class Directive(NamedTuple):
    """One directive, read but not yet understood."""

    letter: str
    left: bool
    pad: str
    """``0``, a blank, or nothing for the directive's own."""
    upper: bool
    change: bool
    width: int
    """0 for the directive's own."""
    colons: int


def _parts(fmt: str) -> list[Part]:
    parts: list[Part] = []
    here = widths = 0
    while (start := fmt.find("%", here)) >= 0:
        parts.append((fmt[here:start].replace("%", "%%"), None))
        directive, here = _read(fmt, start)
        if directive is None:
            parts.append((fmt[start:here].replace("%", "%%"), None))
            continue
        widths += directive.width
        if widths > _LARGEST_RESULT or 2 * directive.width > len(fmt) * 2**20:
            raise LiquidError("internal")
        parts.extend(_KINDS[directive.letter](directive))
    parts.append((fmt[here:], None))
    return parts


def _read(fmt: str, at: int) -> tuple[Directive | None, int]:
    """The directive whose ``%`` stands at ``at``, and where the text goes on; None if all up to there is plain text."""
    left = upper = change = False
    pad, width, colons = "", 0, 0
    while (at := at + 1) < len(fmt):
        letter = fmt[at]
        if letter in "-_^#":
            if width:
                return None, at + 1
            left, upper, change = left or letter == "-", upper or letter == "^", change or letter == "#"
            pad = {"-": "", "_": " "}.get(letter, pad)
        elif letter in "0123456789":
            digits = _DIGITS.match(fmt, at).group()  # type: ignore[union-attr]  # it stands on a digit
            pad = "0" if letter == "0" else pad
            significant = digits.lstrip("0")
            if len(significant) > 10 or int(significant or 0) > _LARGEST_WIDTH:
                return None, at + 1
            width, at = int(significant or 0), at + len(digits) - 1
        elif letter == ":":
            colons = next((n for n in (1, 2, 3) if fmt[at + n : at + n + 1] != ":"), 4)
            if colons < 4 and fmt[at + colons : at + colons + 1] != "z":
                return None, at + 1
            # Four colons pass as a flag that only z refuses.
            at += min(colons, 4) - 1
        elif letter in "EO":
            if fmt[at + 1 : at + 2] not in _TAKES[letter]:
                return None, at + 1
        elif letter not in _KINDS or (letter == "z" and colons > 3):
            return None, at + 1
        else:
            return Directive(letter, left, pad, upper, change, width, colons), at + 1
    raise LiquidError(f"invalid format: {fmt}")


def _number(get: Getter, width: int, pad: str = "0") -> Callable[[Directive], list[Part]]:
    """A small number, never negative."""

    def parts(d: Directive) -> list[Part]:
        zeros = "0" if (d.pad or pad) == "0" else ""
        return [(f"%{zeros}{1 if d.left else d.width or width}d", get)]

    return parts


def _wide(get: Callable[[Civil], int], width: int, negative_width: int) -> Callable[[Directive], list[Part]]:
    """A number of any size and sign. Past a machine word Ruby pads in front of the sign."""

    def parts(d: Directive) -> list[Part]:
        def text(c: Civil) -> str:
            number = get(c)
            small = number >= -_FIXNUM
            size = 1 if d.left else d.width or (negative_width if number < 0 and small else width)
            if d.pad == " " or not small:
                return str(number).rjust(size, d.pad or "0")
            return str(number).zfill(size)

        return [("%s", text)]

    return parts


def _words(
    choose: Callable[[Civil], int], words: tuple[str, ...], changed: Callable[[str], str] = str.upper
) -> Callable[[Directive], list[Part]]:
    """One of a few words; ``changed`` is what ``#`` does to it."""

    def parts(d: Directive) -> list[Part]:
        dressed = tuple(_dress(word, d, changed) for word in words)
        return [("%s", lambda c: dressed[choose(c)])]

    return parts


def _dress(word: str, d: Directive, changed: Callable[[str], str]) -> str:
    word = changed(word) if d.change else word.upper() if d.upper else word
    return word if d.left or not word else word.rjust(d.width, d.pad or " ")


def _zone(d: Directive) -> list[Part]:
    return [("%s", lambda c: _dress(c.zone, d, str.lower))]


def _character(character: str) -> Callable[[Directive], list[Part]]:
    return lambda d: [(_dress(character, d, str).replace("%", "%%"), None)]


def _composite(fmt: str) -> Callable[[Directive], list[Part]]:
    """A format by another name; ``-`` does not keep it from being padded."""

    def parts(d: Directive) -> list[Part]:
        if not d.width and not d.upper:
            return _parts(fmt)
        write, width, pad, upper = _compile(fmt), d.width, d.pad or " ", d.upper

        def text(c: Civil) -> str:
            plain = write(c)
            return (plain.upper() if upper else plain).rjust(width, pad)

        return [("%s", text)]

    return parts


def _fraction(digits: int) -> Callable[[Directive], list[Part]]:
    """The first digits of the nanoseconds; flags do nothing."""

    def parts(d: Directive) -> list[Part]:
        width = d.width or digits
        return [("%s", lambda c: f"{c.nsec:09d}"[:width].ljust(width, "0"))]

    return parts


def _offset(d: Directive) -> list[Part]:
    def text(c: Civil) -> str:
        hours, rest = divmod(abs(c.offset), 3600)
        minutes, seconds = divmod(rest, 60)
        tails = (f"{minutes:02d}", f":{minutes:02d}", f":{minutes:02d}:{seconds:02d}", "")
        # Three colons: as short as the offset allows.
        tail = tails[d.colons if d.colons < 3 else 2 if seconds else 1 if minutes else 3]
        # RFC 3339 writes -00:00 where the local offset is unknown.
        sign = "-" if c.offset < 0 or (d.left and c.utc) else "+"
        digits = max(d.width - len(tail) - 1, 2)
        padded = f"{sign}{hours}".rjust(digits + 1) if d.pad == " " else sign + str(hours).zfill(digits)
        return padded + tail

    return [("%s", text)]


def _hour12(c: Civil) -> int:
    return (c.hour - 1) % 12 + 1


def _weeks(c: Civil, first_wday: int) -> int:
    """Weeks begun this year, each beginning at ``first_wday``."""
    return (c.yday + 6 - (c.wday - first_wday) % 7) // 7


def _iso_week(c: Civil) -> tuple[int, int]:
    """Year and week by ISO 8601: those of the Thursday of the same week."""
    thursday = c.yday + 3 - (c.wday - 1) % 7
    if thursday < 1:
        return c.year - 1, (thursday + 365 + is_leap(c.year - 1) + 6) // 7
    if thursday > 365 + is_leap(c.year):
        return c.year + 1, 1
    return c.year, (thursday + 6) // 7


_KINDS: dict[str, Callable[[Directive], list[Part]]] = {
    "%": _character("%"),
    "n": _character("\n"),
    "t": _character("\t"),
    "a": _words(attrgetter("wday"), tuple(day[:3] for day in DAYS)),
    "A": _words(attrgetter("wday"), DAYS),
    "b": _words(lambda c: c.month - 1, tuple(month[:3] for month in MONTHS)),
    "h": _words(lambda c: c.month - 1, tuple(month[:3] for month in MONTHS)),
    "B": _words(lambda c: c.month - 1, MONTHS),
    "p": _words(lambda c: c.hour // 12, ("AM", "PM"), str.lower),
    "P": _words(lambda c: c.hour // 12, ("am", "pm")),
    "d": _number(attrgetter("day"), 2),
    "e": _number(attrgetter("day"), 2, " "),
    "H": _number(attrgetter("hour"), 2),
    "k": _number(attrgetter("hour"), 2, " "),
    "I": _number(_hour12, 2),
    "l": _number(_hour12, 2, " "),
    "j": _number(attrgetter("yday"), 3),
    "m": _number(attrgetter("month"), 2),
    "M": _number(attrgetter("minute"), 2),
    "S": _number(attrgetter("second"), 2),
    "U": _number(lambda c: _weeks(c, 0), 2),
    "W": _number(lambda c: _weeks(c, 1), 2),
    "V": _number(lambda c: _iso_week(c)[1], 2),
    "u": _number(lambda c: c.wday or 7, 1),
    "w": _number(attrgetter("wday"), 1),
    "y": _number(lambda c: c.year % 100, 2),
    "g": _number(lambda c: _iso_week(c)[0] % 100, 2),
    "Y": _wide(attrgetter("year"), 4, 5),
    "G": _wide(lambda c: _iso_week(c)[0], 4, 5),
    "C": _wide(lambda c: c.year // 100, 2, 2),
    "s": _wide(attrgetter("epoch"), 1, 1),
    "L": _fraction(3),
    "N": _fraction(9),
    "z": _offset,
    "Z": _zone,
    "c": _composite("%a %b %e %H:%M:%S %Y"),
    "D": _composite("%m/%d/%y"),
    "F": _composite("%Y-%m-%d"),
    "r": _composite("%I:%M:%S %p"),
    "R": _composite("%H:%M"),
    "T": _composite("%H:%M:%S"),
    "v": _composite("%e-%^b-%4Y"),
    "x": _composite("%m/%d/%y"),
    "X": _composite("%H:%M:%S"),
}
