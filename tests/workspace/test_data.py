from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import parse_json, parse_yaml

YAML_VALUES = [
    ("no boolean of YAML 1.1", "NO", "NO"),
    ("a boolean", "true", True),
    ("null", "~", None),
    ("a leading zero is decimal", "012", 12),
    ("octal as YAML 1.2 writes it", "0o17", 15),
    ("no sexagesimal", "12:30:45", "12:30:45"),
    ("a date is text, as in JSON", "1980-12-21", "1980-12-21"),
    ("a time stamp is text, as in JSON", "2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
    ("a time is an object, left for the engine", '{ $time: "2026-03-01" }', {"$time": "2026-03-01"}),
    ("an underscore in a number", "1_000", "1_000"),
    ("a float", "1.50", 1.5),
    ("keys become text", "{2: a, true: b, null: c, 1.5: d}", {"2": "a", "true": "b", "null": "c", "1.5": "d"}),
    ("an alias is written out", "[&a [1], *a]", [[1], [1]]),
    ("an anchor that is used again", "[&a 1, &a 2, *a]", [1, 2, 2]),
    ("Hangul", "김민준", "김민준"),
]


@pytest.mark.parametrize(("text", "value"), [pytest.param(*row[1:], id=row[0]) for row in YAML_VALUES])
def test_yaml_is_version_1_2(text: str, value: object) -> None:
    loaded = parse_yaml(text, "x")
    assert loaded == value
    assert type(loaded) is type(value)


def test_aliases_are_separate_values() -> None:
    first, second = parse_yaml("[&a [1], *a]", "x")
    assert first is not second


def test_a_byte_order_mark_before_json_is_passed_over() -> None:
    assert parse_json("\ufeff[1]", "x") == [1]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_json_comes_back_as_it_was(value: object) -> None:
    assert parse_json(json.dumps(value, ensure_ascii=False), "x") == value


@given(st.text(alphabet=st.sampled_from('{}[]":,\\ab1\n\ud800- '), max_size=30))
def test_any_json_text_gives_a_value_or_a_usage_error(text: str) -> None:
    _value_or_usage_error(parse_json, text)


@given(st.text(max_size=12) | st.text(alphabet=st.sampled_from("{}[]'\":,-?!&*|>%@#`~ ab<=1.0o\n\t"), max_size=30))
def test_any_yaml_text_gives_a_value_or_a_usage_error(text: str) -> None:
    _value_or_usage_error(parse_yaml, text)


def _value_or_usage_error(parse: Callable[[str, str], object], text: str) -> None:
    with suppress(UsageError):
        parse(text, "x")
