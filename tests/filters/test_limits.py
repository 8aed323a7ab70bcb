"""No filter grows a text or an array past the limits, and none takes long over hostile ones."""

from __future__ import annotations

from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.model import Limits
from braze_liquid_sim.ruby.range import Range
from tests.filters.values import NOW

SMALL = SimpleNamespace(now=NOW, limits=Limits(iterations=100, output=1000))
TEXT = "x" * 15_000_000


def call(name: str, *values: Any) -> Any:
    filter = filters()[name]
    return filter.function(*([SMALL] if filter.context else []), *values)


@pytest.mark.parametrize(
    ("limit", "name", "values"),
    [
        ("output", "replace", ("a" * 100, "a", "b" * 20)),
        ("output", "replace", ("a" * 100, "", "b" * 20)),
        ("output", "replace", ("a" * 100, "a", "\\`\\'")),
        ("output", "newline_to_br", ("\n" * 900,)),
        ("output", "join", (["x" * 200] * 10,)),
        ("output", "join", (["", ""] * 20, "-" * 50)),
        ("output", "append", (TEXT, TEXT)),
        ("output", "prepend", (TEXT, TEXT)),
        ("output", "replace_first", ("a" + TEXT, "a", TEXT)),
        ("output", "replace_last", (TEXT + "a", "a", TEXT)),
        ("output", "times", (10**60_000, 10**60_000)),
        ("output", "plus", ("9" * 200_000, 1)),
        ("iterations", "concat", ([0] * 60, [0] * 60)),
        ("iterations", "join", (Range(1, 10**12),)),
        ("iterations", "sort", (Range(1, 10**12),)),
        ("iterations", "map", (Range(1, 10**12), "a")),
        ("iterations", "reverse", ([[0] * 101],)),
        ("iterations", "sum", (Range(1, 10**12),)),
    ],
)
def test_growth_ends_at_the_limit(limit: str, name: str, values: tuple[Any, ...]) -> None:
    with pytest.raises(LimitExceeded) as raised:
        call(name, *values)
    assert raised.value.limit == limit


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("strip_html", "<script" * 100_000),
        ("strip_html", "<!--" * 100_000),
        ("strip_html", "<" * 500_000),
        ("escape_once", "&a" * 200_000),
        ("squish", " \t" * 300_000),
        ("json_parse", "[" * 300_000),
        ("json_parse", '{"a":' * 100_000),
        ("base64_decode", "A" * 1_000_001),
        ("url_decode", "%" * 500_000),
        ("number_with_delimiter", "1" * 100_000 + "x"),
        ("number_with_delimiter", "1" * 100_000),
        ("money", "1" * 100_000 + "x"),
        ("date", "1 " * 100_000),
    ],
)
def test_hostile_texts_are_linear(name: str, text: str) -> None:
    filter = filters()[name]
    arguments = ["%Y"] * filter.min_args
    with suppress(LiquidError):  # some of them are errors; none hangs
        call(name, text, *arguments)
