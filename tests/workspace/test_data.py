from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import parse_json, parse_yaml

YAML_VALUES = [
    ("no boolean of YAML 1.1", "NO", "NO"),
    ("a boolean", "true", True),
    ("null", "~", None),
    ("an integer", "-12", -12),
    ("the longest integer", "9223372036854775807", 9223372036854775807),
    ("no sexagesimal", "12:30:45", "12:30:45"),
    ("a date is text, as in JSON", "1980-12-21", "1980-12-21"),
    ("a time stamp is text, as in JSON", "2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
    ("a time is an object, left for the engine", '{ $time: "2026-03-01" }', {"$time": "2026-03-01"}),
    ("an underscore in a number", "1_000", "1_000"),
    ("a float", "1.5", 1.5),
    ("a float with a nought", "1.0", 1.0),
    ("a small float", "0.00001", 0.00001),
    ("a word with a number in it", "12a", "12a"),
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


# An unquoted word, and what the message says that it would become.
CHANGED = [
    ("01234", "would become the number 1234"),
    ("007", "would become the number 7"),
    ("08", "would become the number 8"),
    ("0o17", "would become the number 15"),
    ("0x1F", "would become the number 31"),
    ("+447700900123", "would become the number 447700900123"),
    ("-0", "would become the number 0"),
    ("1e5", "would become the number 100000.0"),
    ("12345e10", "would become the number 123450000000000.0"),
    (".5", "would become the number 0.5"),
    ("1.", "would become the number 1.0"),
    ("1.50", "would become the number 1.5"),
    ("0.1234567890123456789", "would become the number 0.12345678901234568"),
    ("12345678901234567890", "is a longer number than Braze keeps"),
    (".inf", "would become the number Infinity"),
    ("-.Inf", "would become the number -Infinity"),
    (".NaN", "would become the number NaN"),
    ("Null", "would become null"),
    ("TRUE", "would become true"),
    ("False", "would become false"),
]


@pytest.mark.parametrize(("word", "says"), CHANGED)
def test_a_word_that_yaml_would_change_is_refused(word: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_yaml(f"first: x\nzip: {word}\n", "u.yaml")
    assert caught.value.message == f"u.yaml:2:6: the unquoted {word} {says}"
    assert caught.value.help.startswith(f'Quote it, "{word}", to keep the text as it is')
    assert parse_yaml(f"zip: '{word}'", "u.yaml") == {"zip": word}


@given(st.from_regex(r"[-+]?[0-9]{1,25}(\.[0-9]{0,5})?([eE][-+]?[0-9]{1,2})?", fullmatch=True))
def test_a_number_is_what_stands_there_or_refused(word: str) -> None:
    with suppress(UsageError):
        value = parse_yaml(word, "x")
        assert format(Decimal(repr(value)), "f") == word


def test_a_directive_does_not_bring_yaml_1_1_back() -> None:
    with pytest.raises(UsageError, match="x:3:4: the unquoted NO would become false"):
        parse_yaml("%YAML 1.1\n---\na: NO\n", "x")


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
