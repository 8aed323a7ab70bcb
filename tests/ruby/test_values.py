"""The tables in ``values/``: a function of the value layer, its arguments, and its result or error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby import arrays, compare, lookup, number, text
from braze_liquid_sim.ruby.drops import ForLoop, TableRowLoop
from braze_liquid_sim.ruby.range import Range
from tests.filters.values import decoded, exact
from tests.tables import cases

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "to_s": text.to_s,
    "output": text.output,
    "inspect": text.inspect,
    "to_number": lambda value: number.as_value(number.to_number(value)),
    "to_integer": number.to_integer,
    "to_i": number.to_i,
    "to_array": arrays.to_array,
    "slice_collection": arrays.slice_collection,
    "equal": compare.equal,
    "less": compare.less,
    "contains": compare.contains,
    "compare": compare.compare,
    "is_blank": compare.is_blank,
    "is_empty": compare.is_empty,
    "step": lookup.get,
    "command": lambda value, key: lookup.get(value, key, command=True),
    "index": lookup.index,
}
ERRORS = {"TypeError": TypeError, "NoIndexError": lookup.NoIndexError}
TABLES = sorted(Path(__file__).with_name("values").glob("*.yaml"))


@pytest.mark.parametrize("case", [case for table in TABLES for case in cases(table)])
def test_case(case: Any) -> None:
    function, args = FUNCTIONS[case["function"]], decoded(case["args"])
    if "error" in case:
        with pytest.raises(LiquidError) as raised:
            function(*args)
        assert raised.value.message == case["error"]
    elif "raises" in case:
        with pytest.raises(ERRORS[case["raises"]]):
            function(*args)
    else:
        assert exact(function(*args)) == exact(decoded(case["expected"]))


class Level(IntEnum):
    GOLD = 3


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (datetime(2024, 3, 5, 14, 7, 9, tzinfo=UTC), "2024-03-05 14:07:09 UTC"),
        (datetime(2024, 3, 5), "2024-03-05 00:00:00 UTC"),
        (date(2024, 3, 5), "2024-03-05 00:00:00 UTC"),
        (Decimal("1.50"), "1.5"),
        ((1, (2,), None), "12"),
        (MappingProxyType({"a": (1,)}), '{"a"=>[1]}'),
        (Level.GOLD, "3"),
        (Text("x"), "x"),
        (b"\xed\x95\x9c", "한"),
        (object, str(object)),
    ],
)
def test_python_values_stand_for_liquid_ones(value: Any, printed: str) -> None:
    assert text.output(value) == printed


def test_python_values_compare_as_what_they_stand_for() -> None:
    assert compare.equal(Decimal("1.5"), 1.5)
    assert compare.less(Decimal(1), Level.GOLD)
    assert compare.equal((1, 2), [1, 2])
    assert compare.contains((1, 2), 2)
    assert lookup.get(MappingProxyType({"a": 1}), "a") == 1
    assert not compare.equal(Level.GOLD, True)


def test_loops_answer_their_names_and_print_their_class() -> None:
    loop = ForLoop("i-items", 3)
    loop.index0 = 1
    assert [loop.get(name) for name in ("index", "rindex", "rindex0", "first", "last", "name")] == [
        2,
        2,
        1,
        False,
        False,
        "i-items",
    ]
    assert loop.get("names") is None
    assert lookup.get(loop, "length") == 3
    assert text.output([loop]) == "Liquid::ForloopDrop"
    cells = TableRowLoop(5, 2)
    cells.index0 = 3
    assert [cells.get(name) for name in ("row", "col", "col0", "col_first", "col_last")] == [2, 2, 1, False, True]


def test_what_contains_itself_is_cut_short() -> None:
    ring: list[Any] = [1]
    ring.append(ring)
    assert text.inspect(ring) == "[1, [...]]"
    with pytest.raises(LimitExceeded, match="nesting"):
        text.output(ring)


def test_deep_values_are_only_long() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    assert text.inspect(deep) == "[" * 5001 + "]" * 5001
    assert text.output(deep) == ""


def test_shared_items_do_not_multiply_without_end() -> None:
    heavy = ["x" * 1_000_000] * 1000
    for function in (text.output, text.inspect, text.to_s):
        with pytest.raises(LimitExceeded, match="output"):
            function(heavy)


def test_large_ranges_are_refused_not_made() -> None:
    for function in (arrays.to_array, lambda value: arrays.slice_collection(value, 0, None)):
        with pytest.raises(LimitExceeded, match="iterations"):
            function(Range(1, 10**30))
    assert arrays.slice_collection(Range(1, 10**30), 5, 7) == [6, 7]
    assert lookup.size(Range(1, 10**30)) == 10**30


def test_long_numbers_are_read_and_printed() -> None:
    digits = "9" * 50_000
    assert text.to_s(number.to_number(digits)) == digits
    with pytest.raises(LimitExceeded, match="output"):
        number.to_number("9" * 200_000)


def test_broken_utf_8_survives_as_bytes() -> None:
    assert text.to_bytes(text.from_bytes(b"a\xff")) == b"a\xff"
    assert text.inspect(text.from_bytes(b"a\xff")) == '"a\\xFF"'
    assert text.to_bytes("\ud83d") == b"\xed\xa0\xbd"
