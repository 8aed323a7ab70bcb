"""Each kind of text by its table: what templates it gives, and what is said of the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.importing.imported import Draft, Imported
from braze_liquid_sim.importing.inputs import inputs, read
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import source_of
from tests.tables import cases

HERE = Path(__file__).parent


def shown(draft: Draft, like: dict[str, Any]) -> dict[str, Any]:
    """A draft as the tables write it; the line where the case has one."""
    found: dict[str, Any] = {"kind": draft.kind, "name": draft.name, "body": draft.body}
    if draft.front_matter:
        found["front_matter"] = dict(draft.front_matter)
    return found | ({"line": draft.line} if "line" in like else {})


def compare(found: Imported, case: dict[str, Any]) -> None:
    likes = case["drafts"] + [{}] * len(found.drafts)
    assert [shown(draft, like) for draft, like in zip(found.drafts, likes, strict=False)] == case["drafts"]
    assert [f"{one.code} {one.line}" for one in found.remarks] == case.get("remarks", [])
    samples = [[one.variable, one.pattern, one.value] for one in found.samples]
    assert samples == case.get("samples", [])
    for draft in found.drafts:
        again = source_of(draft.text, draft.name, draft.kind)
        assert again.text[again.body_start :] == draft.body
        assert again.front_matter == dict(draft.front_matter)


@pytest.mark.parametrize("case", cases(HERE / "markdown.yaml"))
def test_pages(case: dict[str, Any]) -> None:
    compare(read(Source(case["page"], "docs/page.md")), case)


@pytest.mark.parametrize("case", cases(HERE / "rest.yaml"))
def test_answers(case: dict[str, Any]) -> None:
    compare(read(Source(json.dumps(case["answer"]), "answer.json")), case)


def test_a_content_block_needs_a_name() -> None:
    with pytest.raises(UsageError, match=r"answer\.json:1: a content block without a name"):
        read(Source('{"content": "x"}', "answer.json"))


DASHBOARD = [
    ("text.txt", "Hi {{a | lid: 'x1'}}\r\n", "message", "text", "Hi {{a}}\n", {}),
    ("shop/content_blocks/foot.liquid", "{{ a }}", "content_block", "foot", "{{ a }}", {}),
    ("x.liquid", "---\nname: foot\ntags: [a]\n---\n{{ a }}", "message", "foot", "{{ a }}", {"tags": ["a"]}),
    ("x.liquid", "---\nurl: https://a.example\n---\n{}", "webhook", "x", "{}", {"url": "https://a.example"}),
    ("<stdin>", "{% connected_content https://a.example :save points %}", "message", "points", None, {}),
    ("<stdin>", "{{ content_blocks.${Foot} }}", "message", "foot_message", None, {}),
    ("<stdin>", "Hi", "message", "imported", None, {}),
    ("x.txt", "{% raw %}{{ a }}{% endraw %}", "message", "x", None, {}),
    ("x.txt", "{% raw %}Hi {{${first_name}}}{% endraw %}", "message", "x", "Hi {{${first_name}}}", {}),
    ("x.txt", "{% alert tip %}{{ a }}{{site.baseurl}}{% endalert %}", "message", "x", "{{ a }}", {}),
]


@pytest.mark.parametrize(("file", "text", "kind", "name", "body", "front_matter"), DASHBOARD)
def test_dashboard(file: str, text: str, kind: str, name: str, body: str | None, front_matter: dict[str, Any]) -> None:
    [draft] = read(Source(text, file)).drafts
    assert (draft.kind, draft.name, draft.body) == (kind, name, text if body is None else body)
    assert draft.front_matter == front_matter


@pytest.mark.parametrize(("file", "text"), [("package.json", '{"a": 1}'), ("README.md", "# Nothing\n")])
def test_what_has_no_liquid_is_left(file: str, text: str) -> None:
    found = read(Source(text, file))
    assert found.drafts == ()
    assert [one.code for one in found.remarks] == ["not-imported"]


def test_the_kinds_stand_in_the_folder() -> None:
    assert [module.__name__.rpartition(".")[2] for module in inputs()] == ["rest", "markdown", "dashboard"]  # type: ignore[attr-defined]


PIECES = st.sampled_from(
    """
    ``` ```liquid ```json ~~~ {%·raw·%} {%·endraw·%} {{content_blocks.${a}}} {{a}} {%·capture·b·%} {%·endcapture·%}
    {%·assign·c·=·1·%} #·Title ##·한글 {{·"x"·|·hmac_sha1:·"s3cretKey"·}} [a][1] [2]:·x -·**URL**:·https://a.example
    --- {"content":·"x"} { [ <YOUR_KEY> Bearer·abcdefgh12345678 name:·x
    """.split()  # noqa: SIM905 - two dozen pieces read better so
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=25), st.sampled_from(["\n", "\r\n", ""]))
def test_any_text_is_read_or_refused(pieces: list[str], end: str) -> None:
    text = "".join(piece.replace("·", " ") + end for piece in pieces)
    for name in ("page.md", "<stdin>", "answer.json"):
        try:
            found = read(Source(text, name))
        except UsageError:
            continue
        for one in found.remarks:
            assert one.span
            assert 0 <= one.span.start <= one.span.end <= len(text)
