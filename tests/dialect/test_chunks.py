"""Free markup: whatever it is, its chunks are where they say and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.dialect.chunks import chunks

PIECES = st.lists(st.sampled_from([*" \n{}[]\"'\\$a:\xa0", "{{", "}}", "${", "{%", ":save "]), max_size=40)


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in chunks(text, 0, len(text))]


@given(PIECES)
def test_nothing_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for start, end in chunks(text, 0, len(text)):
        assert at <= start < end
        assert not text[at:start].strip(" \n")
        assert text[start] not in " \n"
        at = end
    assert not text[at:].strip(" \n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" a  b\n", ["a", "b"]),
        ("a\xa0b c", ["a\xa0b", "c"]),
        ("x{{ a b }}y z", ["x{{ a b }}y", "z"]),
        ("${a b} c", ["${a b}", "c"]),
        ('{"a": "b } c"} d', ['{"a": "b } c"}', "d"]),
        ('{"a": "{{ "x y" }} z"} d', ['{"a": "{{ "x y" }} z"}', "d"]),
        ("'a b' c", ["'a b'", "c"]),
        ("a'b c'd", ["a'b", "c'd"]),
        ('"a b', ['"a', "b"]),
        ("{a b", ["{a", "b"]),
        ("{a [b c] d", ["{a", "[b c]", "d"]),
        ("a{{ b c", ["a{{", "b", "c"]),
        (r'["a\" b", 1] c', [r'["a\" b", 1]', "c"]),
    ],
)
def test_chunks(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("piece", ["{", "[", '"', '{"', "{{", "{{ a ", '["{{"}}', '["\\', "${", "}", "{{{a}} "])
def test_hostile_markup_takes_one_pass(piece: str) -> None:
    assert told(piece * (50_000 // len(piece)))
