"""Numbers as the math filters see them: integers stay whole, everything with a point is decimal."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Final

from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.text import WHITESPACE, to_s

EXACT: Final = Context(prec=20_000, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_EVEN, traps=[])
"""Arithmetic without rounding for anything a template can write; invalid operations give NaN."""

DIGITS_CEILING: Final = 100_000
"""Digits of one integer; reading and printing longer ones takes quadratic time."""

_QUICK: Final = 1000
"""Digits that Python's ``int`` reads without a second thought."""

Number = int | Decimal

_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+").fullmatch
_LEADING: Final = re.compile(r"[ \t\n\v\f\r]*([+-]?[0-9]+(?:_[0-9]+)*)").match
_INTEGER: Final = re.compile(
    r"[ \t\n\v\f\r]*([+-]?)(?:0[xX](?P<x>[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0[bB](?P<b>[01]+(?:_[01]+)*)"
    r"|0[oO](?P<o>[0-7]+(?:_[0-7]+)*)|0(?P<z>(?:_?[0-7])+)|(?:0[dD](?=[0-9]))?(?P<d>[0-9]+(?:_[0-9]+)*))"
    r"[ \t\n\v\f\r]*"
).fullmatch
_BASES: Final = {"x": 16, "b": 2, "o": 8, "z": 8, "d": 10}


def to_number(value: Any) -> Number:
    """The number in a value: a float or ``"-1.5"`` is decimal, other text is its leading integer, the rest is 0."""
    cls = value.__class__
    if cls is int:
        return value  # type: ignore[no-any-return]
    if cls is str:
        if len(value) < _QUICK and value.isdigit() and value.isascii():
            return int(value)
        if "." in value and _DECIMAL(value.strip(WHITESPACE + "\0")):
            if "\0" in value:
                raise LiquidError("string contains null byte")
            return Decimal(value.strip(WHITESPACE))
        return text_to_i(value)
    if cls is float:
        return Decimal(repr(value))
    if value is None or cls is bool or cls is list or cls is dict:
        return 0
    adopted = adopt(value)
    return 0 if adopted is value else to_number(adopted)


def as_value(result: Number) -> int | float:
    """A result as the template keeps it: decimals become floats again."""
    return result if isinstance(result, int) else float(result)


def to_integer(value: Any) -> int:
    """A whole number or text that holds just one, in Ruby's notations (``"0x1A"``, ``"017"``, ``"1_000"``).

    Raises:
        LiquidError: ``invalid integer``, for 1.5 and nil too.
    """
    if value.__class__ is int:
        return value
    match = _INTEGER(to_s(value))
    if match is None:
        raise LiquidError("invalid integer")
    kind = match.lastgroup or "d"
    digits = match[kind].replace("_", "")
    if kind == "d" and len(digits) > 1 and digits[0] == "0" and "0d" not in match[0].lower():
        raise LiquidError("invalid integer")  # "08" announces octal
    number = _int(digits, _BASES[kind])
    return -number if match[1] == "-" else number


def to_i(value: Any) -> int:
    """Ruby's lenient ``to_i``: the leading integer of a text, a float cut off, nil 0.

    Raises:
        LiquidError: the float is infinite or not a number.
    """
    if value.__class__ is str:
        return text_to_i(value)
    if value.__class__ is float:
        try:
            return int(value)
        except (OverflowError, ValueError):
            raise LiquidError(to_s(value)) from None
    number = to_number(value)
    return number if isinstance(number, int) else int(number)


def text_to_i(text: str) -> int:
    """The integer a text starts with, 0 where it starts with none."""
    match = _LEADING(text)
    return _int(match[1].replace("_", ""), 10) if match else 0


def _int(digits: str, base: int) -> int:
    """``int`` past Python's limit of 4,300 digits, up to our own."""
    if len(digits) > DIGITS_CEILING:
        raise LimitExceeded("output", DIGITS_CEILING)
    try:
        return int(digits, base)
    except ValueError:
        return int(Decimal(digits))
