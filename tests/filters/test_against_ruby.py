"""The standard filters against Ruby Liquid's own, over :mod:`tests.filters.matrix`; skipped without Ruby."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from braze_liquid_sim.dialect.filters._registry import RUBY, Filter, filters
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby.text import inspect, output
from tests.filters import test_cases as tables
from tests.filters.matrix import Case, cases
from tests.filters.oracle import Answer, ask, missing, shown
from tests.filters.values import CONTEXT, decoded
from tests.tables import cases as rows

NEWER_THAN_5_4 = frozenset({"find", "find_index", "has", "reject", "squish", "sum"})
"""Filters Debian's 5.4 does not have; it passes the value through."""


def ours(filter: Filter, value: Any, arguments: tuple[Any, ...]) -> Answer:
    """What our filter prints, and what it is; or its error."""
    try:
        result = filter.function(*([CONTEXT] if filter.context else []), value, *arguments)
    except LiquidError as error:
        return error.message
    except LimitExceeded as error:
        return f"limit {error.limit}"
    return [shown(output(result)), shown(inspect(result))]


def explained(version: tuple[int, ...], name: str, arguments: tuple[Any, ...], ruby: Answer, mine: Answer) -> bool:
    """Whether a difference is one of those we know and want."""
    if version < (5, 5):
        if name in NEWER_THAN_5_4:
            return True
        # Of two nils 5.4 puts either after the other; 5.13 takes them for equal.
        if name == "sort_natural":
            return True
        # 5.4 fails on arguments beyond a machine word; 5.13 takes them for "far enough".
        if name in {"slice", "truncatewords"} and any(isinstance(n, int) and abs(n) > 2**31 for n in arguments):
            return True
    # A Ruby string has an encoding: text made of numbers, nil and booleans is US-ASCII and decoded bytes may be binary,
    # which shows in how inspect writes their control characters. Our texts are Unicode; what is printed is the same.
    return isinstance(ruby, list) and isinstance(mine, list) and ruby[0] == mine[0] and "\\x" in ruby[1]


def tabulated() -> Iterator[Case]:
    """The tables' own cases, as far as Ruby Liquid has the filter."""
    for table in tables.TABLES:
        for row in rows(table):
            [case] = row.values
            if filters()[case["filter"]].source == RUBY or case["filter"] == "default":
                yield case["filter"], decoded(case["input"]), tuple(decoded(case.get("args", [])))


def test_standard_filters_answer_as_ruby() -> None:
    if reason := missing():
        pytest.skip(reason)
    table = filters()
    questions = [*cases(), *tabulated()]
    version, answers = ask(questions)
    differences: Counter[str] = Counter()
    examples: list[str] = []
    for (name, value, arguments), answer in zip(questions, answers, strict=True):
        mine = ours(table[name], value, arguments)
        if mine != answer and not explained(version, name, arguments, answer, mine):
            differences[name] += 1
            examples.append(f"{value!r} | {name}: {arguments!r}\n   ruby {answer!r}\n   ours {mine!r}")
    assert not differences, f"{len(questions)} cases, {differences}\n" + "\n".join(examples[:20])
