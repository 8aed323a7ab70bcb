"""Arithmetic on whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.engine.code import Code
from braze_liquid_sim.engine.intrinsics import both
from braze_liquid_sim.engine.intrinsics._rules import ANYTHING, Rule, constant_int, from_value, intrinsic, twice

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

_SMALL = 1 << 62


def _sum(name: str, sign: str) -> None:
    """``plus`` and ``minus``: quick where both sides are whole numbers."""

    @intrinsic("int", name)
    def _int(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
        [other] = arguments
        if other.type == "int":
            return from_value(value, f"({value.text} {sign} {other.text})", "int", arguments=(other,))
        return None

    @intrinsic(ANYTHING, name)
    def _any(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
        [other] = arguments
        if other.type != "any" or value.type not in ("any", "int") or value.risky or other.risky:
            return None
        if not (value.is_name and other.is_name):
            return None
        test = f"{other.text}.__class__ is int"
        if value.type == "any":
            test = f"{value.text}.__class__ is int is {other.text}.__class__"
        special = from_value(value, f"({value.text} {sign} {other.text})", "int", arguments=(other,))
        return both(test, special, emit.call(filters()[name], value, [other]))


_sum("plus", "+")
_sum("minus", "-")


@intrinsic("int", "times")
def _times(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    factor = constant_int(arguments[0])
    if factor is None or abs(factor) > _SMALL:
        return None
    first, again = twice(emit, value)
    # A product is bounded by the filter, and only large numbers come near.
    small = f"-{_SMALL} < {first} < {_SMALL}"
    call = emit.call(filters()["times"], Code(again, "int"), arguments)
    return from_value(value, f"({again} * {arguments[0].text} if {small} else {call.text})", "int")


def _division(name: str, sign: str) -> None:
    @intrinsic("int", name)
    def _int(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
        if not constant_int(arguments[0]):
            return None
        return from_value(value, f"({value.text} {sign} {arguments[0].text})", "int")


_division("divided_by", "//")
_division("modulo", "%")


@intrinsic("int", "floor", "ceil")
def _whole(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return value


@intrinsic("int", "round_")
def _round(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    return None if arguments else value


@intrinsic("int", "abs_")
def _abs(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return from_value(value, f"abs({value.text})", "int")


def _bound(name: str, sign: str) -> Rule:
    @intrinsic("int", name)
    def _int(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
        if constant_int(arguments[0]) is None:
            return None
        first, again = twice(emit, value)
        bound = arguments[0].text
        return from_value(value, f"({again} if {first} {sign} {bound} else {bound})", "int")

    return _int


_bound("at_least", ">=")
_bound("at_most", "<=")
