"""Every standard filter with values of all types and the arguments that matter to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.time import Time

Case = tuple[str, Any, tuple[Any, ...]]

NAN, INF = float("nan"), float("inf")
MOMENT = Time.from_epoch(1_709_647_629)

NUMBERS: list[Any] = [
    0, 1, -7, 15, 25, -25, 12345678901234567890, 2**64, -(2**70), 0.0, -0.0, 1.5, 2.5, -2.5, 0.1, 2.675, 1e15, 1e20,
    1e-7, 123456789.125, 1234567890123456.8, 5e-324, 1.7976931348623157e308, INF, -INF, NAN,
]  # fmt: skip
TEXTS: list[Any] = [
    "", " ", "a", "abc", "Hello wORLD", "  a  b\tc \n", "\0 x \0", "a,b,,c,,", "12", " 12 ", "-3.75", "12px", "1e3",
    "0x1A", "017", "08", "1_000", "1__0", "+5", "3.7abc", "1.5.2", " 2.50 ", ".5", "5.", "nil", "true", "ΑΣ Σ",
    "ß ŉ ǆ İ ı", "éÀ\u00a0x",
    "안녕 하세요", "👍🏽", "<b>a</b> & 'q' \"d\" &amp; &#39; &#x27; &bogus",
    "5 < 6 <script>x</script> <!-- c --> <style>y</style> <b>z</b> <br", "<script><script>a</script>b</script>",
    "line\nline\r\nline\rx\r\r\n", "a+b%20c%2", "%ff", "%C3%A9+é", "Zm9v", "Zm9vYg==", "Zm9vYg", "Zh==", "_-8=", "Z g=",
    "a=b",
    "a.b.c", "\\0", "a[\"b\"]#{c}#$d#@e\x1b\x7f\u2028\ufeff", "https://x.y/ä?a=b&c=d#e~f*g!h'(i)",
]  # fmt: skip
ARRAYS: list[Any] = [
    [], [None], [1], ["b", "a", "C"], [3, None, 1], [2, 1.0, 1, True, 1], [1, "a"], [[2, [1]], [], 3],
    [[1, "a"], [1, "b"]], [None, None], [True, False], ["a", "B", "_", "b", "Z"], ["ab", "tat", "x", ""],
    [0.1, 0.2, "0.3", "x", 7], [NAN, 1.0],
    [{"n": 2, "t": "x"}, {"n": 1}, {"t": "t"}], [{"n": None}, {"n": 1}], [{"n": "b"}, {"n": "A"}, {"n": None}],
    [{"n": 1}, 5], [{"n": 1}, None], [{"n": 1}, 1.5], [{"n": [1, 2]}, {"n": [3]}], [{"n": 1}, {"n": 1.0}, {"n": True}],
    [{"a": 1}, {"a": 1}], [{}], [5, 6], ["n", "an"], [1.5], [None, {"n": 1}], [Range(1, 2), Range(1, 2)],
    [{"n": 1}, [1]],
    [MOMENT, Time.from_epoch(0), None],
]  # fmt: skip
REST: list[Any] = [
    None, True, False, {}, {"a": 1}, {"n": [1, None, {"x": 1.5}], "t": "é\"\n"}, Range(1, 3), Range(3, 1), MOMENT,
]  # fmt: skip
VALUES = NUMBERS + TEXTS + ARRAYS + REST

FEW: list[Any] = [
    None, True, False, 0, 1, -1, 3, 2.5, 0.0, "", " ", "a", "b", "n", "t", "2", "-1.5", "x", [1], [], {}, {"n": 1},
    Range(0, 1), MOMENT, 2**70,
]  # fmt: skip
"""Arguments for a filter of one argument."""

INTEGERS: list[Any] = [
    0, 1, 2, -1, -2, 5, 100, "2", " 3 ", "0x2", "010", "1.5", 1.0, None, False, "", 2**65, -(2**65), [1],
]  # fmt: skip
SEARCHES: list[Any] = ["a", "b", "", " ", ",", "ab", ".", "\\", None, 1, [1], "\n", "é"]
REPLACEMENTS: list[Any] = [
    "", "-", "[\\0]", "\\\\", "\\&\\&", "\\'|", "\\`|", "\\1\\2\\+", "\\", "\\k<a>", "\\k<", "\\k", "\\x", None, 5,
    ["x"],
]  # fmt: skip

NO_ARGUMENTS = [
    "abs", "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode", "capitalize", "ceil",
    "compact", "default", "downcase", "escape", "escape_once", "first", "floor", "h", "join", "last", "lstrip",
    "newline_to_br", "reverse", "round", "rstrip", "size", "sort", "sort_natural", "squish", "strip", "strip_html",
    "strip_newlines", "sum", "truncate", "truncatewords", "uniq", "upcase", "url_decode", "url_encode",
]  # fmt: skip
ONE = ["append", "at_least", "at_most", "concat", "divided_by", "minus", "modulo", "plus", "prepend", "times"]
PROPERTY = ["compact", "map", "sort", "sort_natural", "sum", "uniq"]
TARGET = ["find", "find_index", "has", "reject", "where"]
ARITHMETIC = ["plus", "minus", "times", "divided_by", "modulo", "at_least", "at_most"]
DATE_FORMATS: list[Any] = ["%Y-%m-%d %H:%M:%S", "", None, "%s", 5, "%", ["%Y"]]


def cases() -> Iterator[Case]:
    """Every combination, some 120,000."""
    for value in VALUES:
        yield from _alone(value)
    yield from _pairs()
    for value, argument in product([*ARRAYS, *REST, "n", 5, 2.5], FEW):
        for name in PROPERTY + TARGET:
            yield name, value, (argument,)
        for name, target in product(TARGET, [None, 1, True, "x", [1, 2], False]):
            yield name, value, (argument, target)
    for name, a, b in product(ARITHMETIC, NUMBERS, NUMBERS):
        yield name, a, (b,)


def _alone(value: Any) -> Iterator[Case]:
    """One value with no argument or one."""
    for name in NO_ARGUMENTS:
        yield name, value, ()
    for name, argument in product([*ONE, "map", "default", "join"], FEW):
        yield name, value, (argument,)
    for name, argument in product(["round", "slice", "truncate", "truncatewords"], INTEGERS):
        yield name, value, (argument,)
    for name, search in product(
        ["split", "remove", "remove_first", "remove_last", "replace", "replace_first"], SEARCHES
    ):
        yield name, value, (search,)
    for argument in DATE_FORMATS:
        yield "date", value, (argument,)
    for options in ({"allow_false": True}, {"allow_false": None}, "x"):
        yield "default", value, ("d", options)


def _pairs() -> Iterator[Case]:
    """Filters of two arguments."""
    sliced = ["abcdef", "", "é", [1, [2, 3], 4], 12345, None, {"a": 1}]
    for value, start, length in product(sliced, INTEGERS, INTEGERS):
        yield "slice", value, (start, length)
    cut = ["abcdef", "a b  c ", " a", "", "안녕 하세요", 12345, None]
    for name, value, length, tail in product(["truncate", "truncatewords"], cut, INTEGERS, ["", "…", None, 7, "....."]):
        yield name, value, (length, tail)
    replaced = ["abcabc", "", "a.b.a", "é", 111, None, ["a", "b"]]
    for name, value in product(["replace", "replace_first", "replace_last"], replaced):
        for old, new in product(SEARCHES, REPLACEMENTS):
            yield name, value, (old, new)
