"""JSON with gaps: what is read of it, and that nothing is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.lint.facts.documents import Json, members, read
from braze_liquid_sim.lint.meaning.value import GAP

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def plain(value: Json) -> Any:
    if value.kind == "object":
        return {member.key: plain(member.value) for member in value.members}
    if value.kind == "list":
        return [plain(item) for item in value.items]
    return value.text if value.kind == "text" else json.loads(value.text)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=3) | st.lists(VALUES, max_size=3))
def test_json_without_gaps(value: Any) -> None:
    found = read(json.dumps(value, ensure_ascii=False).replace(GAP, "-"))
    assert found is not None
    assert found.whole
    assert plain(found) == json.loads(json.dumps(value, ensure_ascii=False).replace(GAP, "-"))


@given(st.text(alphabet='{}[]",:\\ \n1a-' + GAP, max_size=60))
def test_no_text_is_refused(text: str) -> None:
    found = read(text)
    for _, member in members(found) if found else ():
        assert text[member.start : member.end] or member.key == ""
        assert 0 <= member.value.start <= member.value.end <= len(text)


@pytest.mark.parametrize(
    ("text", "keys", "whole"),
    [
        (f'{{"a":"{GAP}","b":{GAP}}}', ["a", "b"], True),
        (f'{{"a":1{GAP},"b":2}}', ["a", "b"], True),
        (f'{{"a":1 {GAP} ,"b":2}}', ["a", "b"], False),
        (f'{{{GAP}"b":2}}', ["b"], False),
        (f'{{"a":{{"c":[{{"d":1}}]}},{GAP}}}', ["a", "a.c", "a.c.d"], False),
        ('{"a":1,"b":"x', ["a"], False),
        ('{"a":1,}', ["a"], True),
        ("{'a':1}", [], False),
        (" \r\n {}", [], True),
    ],
)
def test_gaps_and_mistakes(text: str, keys: list[str], whole: bool) -> None:
    found = read(text)
    assert found is not None
    assert [path for path, _ in members(found)] == keys
    assert found.whole is whole


@pytest.mark.parametrize("text", ["", "text", '"a"', f"{GAP}{{}}", "1"])
def test_what_is_no_document(text: str) -> None:
    assert read(text) is None
