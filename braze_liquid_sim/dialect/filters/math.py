"""Arithmetic: whole numbers stay whole, everything with a point is computed in decimal and kept as a float."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import RUBY, liquid_filter
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby.number import DIGITS_CEILING, EXACT, Number, as_value, to_number

_DIVISION: Final = Context(prec=60, Emax=EXACT.Emax, Emin=EXACT.Emin, rounding=ROUND_HALF_EVEN, traps=[])
# All but as large as 10**DIGITS_CEILING, which would take 5 ms of every start.
_LARGEST: Final = 1 << DIGITS_CEILING * 3321 // 1000
_SMALLEST: Final = -_LARGEST
_INT_MAX: Final = (1 << 31) - 1


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def plus(value: Any, other: Any) -> int | float:
    """Add; text counts as its leading number, anything else as 0."""
    if value.__class__ is int is other.__class__:
        return value + other
    a, b = to_number(value), to_number(other)
    return a + b if a.__class__ is int is b.__class__ else float(EXACT.add(a, b))


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def minus(value: Any, other: Any) -> int | float:
    """Subtract."""
    if value.__class__ is int is other.__class__:
        return value - other
    a, b = to_number(value), to_number(other)
    return a - b if a.__class__ is int is b.__class__ else float(EXACT.subtract(a, b))


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def times(value: Any, other: Any) -> int | float:
    """Multiply."""
    if value.__class__ is int is other.__class__ and _SMALLEST < (product := value * other) < _LARGEST:
        return product
    a, b = to_number(value), to_number(other)
    if a.__class__ is not int or b.__class__ is not int:
        return float(EXACT.multiply(a, b))
    product = a * b
    if not _SMALLEST < product < _LARGEST:
        raise LimitExceeded("output", DIGITS_CEILING)
    return product


@liquid_filter(fidelity="ruby", source=RUBY)
def divided_by(value: Any, other: Any) -> int | float:
    """Divide; two whole numbers give a whole number, rounded down. By zero: an error, or Infinity with a decimal."""
    a, b = to_number(value), to_number(other)
    if a.__class__ is int is b.__class__:
        if b == 0:
            raise LiquidError("divided by 0")
        return a // b
    return float(_DIVISION.divide(a, b))


@liquid_filter(fidelity="ruby", source=RUBY)
def modulo(value: Any, other: Any) -> int | float:
    """The rest of a division rounded down: it has the sign of the divisor."""
    a, b = to_number(value), to_number(other)
    if b == 0 and a == a:  # noqa: PLR0124  NaN has a rest, namely NaN
        raise LiquidError("divided by 0")
    if a.__class__ is int is b.__class__:
        return a % b
    rest = EXACT.remainder(a, b)
    if Decimal(b).is_infinite():
        return float(rest)  # the number itself, whatever the signs
    if rest and not rest.is_nan() and rest.is_signed() != (b < 0):
        rest = EXACT.add(rest, b)
    return float(rest) if rest else 0.0


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def abs_(value: Any) -> int | float:
    """Without its sign."""
    number = to_number(value)
    return abs(number) if isinstance(number, int) else float(number.copy_abs())


@liquid_filter(fidelity="ruby", source=RUBY, returns="int")
def ceil(value: Any) -> int:
    """Up to a whole number."""
    return _whole(to_number(value), ROUND_CEILING)


@liquid_filter(fidelity="ruby", source=RUBY, returns="int")
def floor(value: Any) -> int:
    """Down to a whole number."""
    return _whole(to_number(value), ROUND_FLOOR)


@liquid_filter(fidelity="ruby", source=RUBY)
def round_(value: Any, digits: Any = 0) -> int | float:
    """To so many decimals, half away from zero, on the decimal text: 2.675 to two digits is 2.68. Whole for 0."""
    number, places = to_number(value), _places(digits)
    if number.__class__ is int:
        return number if places >= 0 else _round_left(number, -places)
    assert isinstance(number, Decimal)
    if places < 1:
        whole = _whole(number, ROUND_HALF_UP) if places == 0 else _round_left(number, -places)
        return int(whole)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= places:
        return float(number)
    return float(number.quantize(Decimal(1).scaleb(-places, EXACT), ROUND_HALF_UP, EXACT))


def _places(digits: Any) -> int:
    """The digits as Ruby's C code takes them: cut to a whole number, within a machine word."""
    number = to_number(digits)
    if number.__class__ is not int:
        number = _whole(number, "ROUND_DOWN")
    if not -_INT_MAX - 1 <= number <= _INT_MAX:
        raise LiquidError("internal")
    return int(number)


def _whole(number: Number, rounding: str) -> int:
    """A whole number.

    Raises:
        LiquidError: there is none, as for Infinity.
    """
    if isinstance(number, int):
        return number
    if not number.is_finite():
        shown = "'NaN' (Not a Number)" if number.is_nan() else "'-Infinity'" if number < 0 else "'Infinity'"
        raise LiquidError(f"Computation results in {shown}")
    return int(number.to_integral_value(rounding, EXACT))


def _round_left(number: Number, places: int) -> int:
    """Round to tens, hundreds and so on."""
    whole = _whole(number, "ROUND_DOWN")
    if places > len(str(abs(whole))) + 1:
        return 0
    unit: int = 10**places
    rounded = (abs(whole) + unit // 2) // unit * unit
    return -rounded if whole < 0 else rounded


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def at_least(value: Any, minimum: Any) -> int | float:
    """The number, or the minimum if that is more."""
    number, bound = to_number(value), to_number(minimum)
    return as_value(bound if _exceeds(bound, number) else number)


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def at_most(value: Any, maximum: Any) -> int | float:
    """The number, or the maximum if that is less."""
    number, bound = to_number(value), to_number(maximum)
    return as_value(bound if _exceeds(number, bound) else number)


def _exceeds(a: Number, b: Number) -> bool:
    """Whether a is more than b; never so for what is not a number, where Python's Decimal would raise."""
    if a != a or b != b:  # noqa: PLR0124  only NaN differs from itself
        return False
    return a > b
