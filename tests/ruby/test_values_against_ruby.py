"""Comparison, ``contains``, ``blank``, ``empty`` and path steps over values of all types; skipped without Ruby."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby import compare, lookup
from braze_liquid_sim.ruby.text import inspect, output
from braze_liquid_sim.ruby.time import Time
from tests.filters.matrix import FEW, VALUES
from tests.filters.oracle import Answer, Question, ask, missing, shown

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": compare.equal,
    "!=": lambda a, b: not compare.equal(a, b),
    "<": compare.less,
    "<=": compare.less_equal,
    ">": compare.greater,
    ">=": compare.greater_equal,
    "contains": compare.contains,
}
SHORT = [value for value in VALUES if not isinstance(value, str) or len(value) < 8]


def questions() -> Iterator[Question]:
    """Some 70,000."""
    for name, left, right in product(OPERATORS, SHORT, SHORT):
        yield name, left, (right,)
    for value in VALUES:
        for literal in ("$blank", "$empty"):
            yield "==", value, (literal,)
        for command in ("size", "first", "last", "n"):
            yield ".", value, (command,)
        for key in [*FEW, "size", "first", "last", -2, 2**64]:
            yield "[]", value, (key,)


def ours(name: str, left: Any, right: Any) -> Answer:
    """What we say, in the oracle's form."""
    try:
        result = _computed(name, left, right)
    except LiquidError as error:
        return error.message
    return [shown(output(result)), shown(inspect(result))]


def _computed(name: str, left: Any, right: Any) -> Any:
    if right == "$blank":
        return compare.is_blank(left)
    if right == "$empty":
        return compare.is_empty(left)
    if name in OPERATORS:
        return OPERATORS[name](left, right)
    return lookup.get(left, right, command=name == "." and right != "n")


def explained(left: Any, right: Any) -> bool:
    """Whether a difference is one we want."""
    times = isinstance(left, Time) or isinstance(right, Time)
    # Braze's FAQ: comparing a time with a text is an error; ActiveSupport would parse the text.
    if times and (isinstance(left, str) or isinstance(right, str)):
        return True
    # ActiveSupport fails inside when it compares a time with what is not a number; no data can hold that.
    return any(_holds(value, Time) for value in (left, right)) and any(_holds_nan(value) for value in (left, right))


def _holds(value: Any, kind: type) -> bool:
    return isinstance(value, kind) or (isinstance(value, list) and any(isinstance(item, kind) for item in value))


def _holds_nan(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, float) and operator.ne(item, item) for item in items)


def test_values_behave_as_in_ruby() -> None:
    if reason := missing():
        pytest.skip(reason)
    asked = list(questions())
    _, answers = ask(asked)
    examples = []
    for (name, left, [right]), answer in zip(asked, answers, strict=True):
        # A comparison that Ruby does not know at all is nil, which counts as false.
        expected = ["false", "false"] if name in OPERATORS and answer == ["", "nil"] else answer
        mine = ours(name, left, right)
        if mine != expected and not explained(left, right):
            examples.append(f"{left!r} {name} {right!r}\n   ruby {expected!r}\n   ours {mine!r}")
    assert not examples, f"{len(examples)} of {len(asked)}\n" + "\n".join(examples[:20])
