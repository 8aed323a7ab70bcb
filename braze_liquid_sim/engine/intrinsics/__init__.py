"""Filters that the compiler writes in place, because a call would cost more than the work.

Each gives the same result as the filter's function, which stays the one description of what the filter does. Where the
class of a value is not known before the render, both ways are written: the short one for the class that is expected,
and the call of the function for everything else. A chain of filters carries both ways on to its end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.filters._registry import Filter, filters
from braze_liquid_sim.engine.code import Code, Split, Stage
from braze_liquid_sim.engine.intrinsics._clock import at_the_clock
from braze_liquid_sim.engine.intrinsics._rules import ANYTHING, RULES, Rule

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

_LONGEST = 600
"""Characters of an expression that may still be written twice."""


def apply(emit: Values, filter_: Filter, value: Code, arguments: list[Code]) -> Code | None:
    """The code of a filter written in place; None where its function has to be called."""
    if emit.unit.careful:
        return None
    rules = _rules().get(filter_.function.__name__)
    clocked = at_the_clock(emit, filter_, value, arguments)
    if clocked or rules is None or all(code.is_constant for code in (value, *arguments)):
        return clocked
    value = emit.at_run(value)
    arguments = [emit.at_run(argument) for argument in arguments]
    if ANYTHING in rules:
        code = rules[ANYTHING](emit, value, arguments)
        if code:
            return code
    if value.type in rules:
        return rules[value.type](emit, value, arguments)
    if value.split:
        return _split_on(emit, filter_, rules, value.split, arguments)
    if value.type != "any":
        return None
    return _split(emit, filter_, rules, value, arguments)


def _split(emit: Values, filter_: Filter, rules: dict[str, Rule], value: Code, arguments: list[Code]) -> Code | None:
    """Both ways of a filter for a value of unknown class."""
    if len(value.text) > _LONGEST or value.risky:
        return None
    for kind, rule in rules.items():
        name, first = value.text, value.text
        if not value.is_name:
            name = emit.fresh("p")
            first = f"({name} := {value.text})"
        special = rule(emit, Code(name, kind, volatile=value.volatile, weight=value.weight), arguments)
        if special and not any(argument.risky for argument in arguments):
            again = Code(name, volatile=value.volatile, weight=value.weight)
            return both(f"{first}.__class__ is {kind}", special, emit.call(filter_, again, arguments))
    return None


def _split_on(
    emit: Values, filter_: Filter, rules: dict[str, Rule], split: Split, arguments: list[Code]
) -> Code | None:
    """The next filter on both ways that a value may have come."""
    rule = rules.get(split.special.type)
    special = rule(emit, split.special, arguments) if rule else None
    if special is None or len(split.general.text) > _LONGEST:
        return None
    return both(split.test, special, emit.call(filter_, split.general, arguments))


def both(test: str, special: Code, general: Code) -> Code:
    """One expression of two ways; ``test`` says when the special one is right."""
    if special.is_constant:
        special = Code(special.text, special.type, weight=special.weight)
    if general.is_constant:
        general = Code(general.text, general.type, weight=general.weight)
    return Code(
        f"({special.text} if {test} else {general.text})",
        special.type if special.type == general.type else "any",
        Stage.RUN,
        risky=special.risky or general.risky,
        volatile=special.volatile or general.volatile,
        weight=max(special.weight, general.weight),
        split=Split(test, special, general),
    )


@cache
def _rules() -> dict[str, dict[str, Rule]]:
    """For each filter's function: its rules by the class they expect, the likeliest first."""
    from braze_liquid_sim.discovery import modules_of
    from braze_liquid_sim.engine import intrinsics

    modules_of(intrinsics)
    return RULES


def in_place() -> list[str]:
    """The filters that may be written in place, by name."""
    names = {filter_.function.__name__: name for name, filter_ in reversed(filters().items())}
    return sorted(names[function] for function in _rules())
