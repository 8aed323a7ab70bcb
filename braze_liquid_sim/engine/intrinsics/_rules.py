"""The table of intrinsics, and how a function becomes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.code import Code

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

Rule = Callable[["Values", Code, list[Code]], Code | None]
"""Code for a value of the expected class and the arguments; None where it cannot be written in place."""

ANYTHING = "anything"
"""Stands for rules that need not know the class of the value."""

RULES: dict[str, dict[str, Rule]] = {}


def intrinsic(kind: str, *functions: str) -> Callable[[Rule], Rule]:
    """Make a function the rule of filters (by the names of their functions) for values of one class."""

    def mark(rule: Rule) -> Rule:
        for name in functions:
            RULES.setdefault(name, {})[kind] = rule
        return rule

    return mark


def from_value(value: Code, text: str, type: str, *, growth: int = 1, arguments: Sequence[Code] = ()) -> Code:
    """Code made of a value and of arguments that never fail."""
    return Code(
        text,
        type,
        risky=value.risky or any(argument.risky for argument in arguments),
        volatile=value.volatile or any(argument.volatile for argument in arguments),
        weight=value.weight * growth + sum(argument.weight for argument in arguments),
    )


def twice(emit: Values, value: Code) -> tuple[str, str]:
    """A value to be written more than once: how it is written first, and how after that."""
    if value.is_name:
        return value.text, value.text
    name = emit.fresh("p")
    return f"({name} := {value.text})", name


def constant_text(argument: Code) -> str | None:
    """The text of an argument that is known now, as a filter reads it."""
    from braze_liquid_sim.ruby.text import to_s

    return to_s(argument.constant) if argument.is_constant else None


def constant_int(argument: Code) -> int | None:
    """The number of an argument that is known now and is a whole number written as such."""
    value: Any = argument.constant if argument.is_constant else None
    return value if value.__class__ is int else None
