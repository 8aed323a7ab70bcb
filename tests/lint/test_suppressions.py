"""How the comments that silence findings are read; what is wrong with them is in the tables of their rules."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from braze_liquid_sim.lint.suppressions import MARK, audible, suppressions_of
from braze_liquid_sim.model import Finding, Severity, Source, Span

PIECES = ["{%", "%}", "{%-", "-%}", "comment", "endcomment", "#", "---", "\n", "\r\n", " ", ",", ":", "—", "-", "json"]
PIECES += [MARK, "disable-next-line", "disable-file", "raw-value-in-json", "김", "reason"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{% comment %} braze-liquid: disable-next-line a-b, json — why {% endcomment %}", (["a-b", "json"], "why")),
        ("{%-comment-%}braze-liquid:disable-next-line a-b—why not{%-endcomment-%}", (["a-b"], "why not")),
        ("{% comment %} braze-liquid: disable-file a-b -- it, is: so {% endcomment %}", (["a-b"], "it, is: so")),
        ("{% comment %} braze-liquid: disable-file a-b - why {% endcomment %}", (["a-b"], "why")),
        ("{% comment %} braze-liquid: disable-file a-b: why {% endcomment %}", (["a-b"], "why")),
        ("{% comment %} braze-liquid: disable-file a-b because {% endcomment %}", (["a-b"], "because")),
        ("{% comment %}\n  braze-liquid: disable-file\n  a-b ,\n  c\n{% endcomment %}", (["a-b", "c"], "")),
        ("{% # braze-liquid: disable-next-line a-b - why %}", (["a-b"], "why")),
        ("---\nx: y # braze-liquid: disable-file a-b – why\n---\n", (["a-b"], "why")),
    ],
)
def test_codes_and_reasons(text: str, read: tuple[list[str], str]) -> None:
    [comment] = suppressions_of(Source(text))
    assert ([named.name for named in comment.codes], comment.reason) == read
    assert [text[named.start : named.end] for named in comment.codes] == read[0]


@pytest.mark.parametrize(
    "text",
    [
        "braze-liquid: disable-file a",
        "# braze-liquid: disable-file a",
        "{% comment %} braze-liquid: disable-file a {% if x %}",
        "{{ '# braze-liquid: disable-file a' }}",
        "---\nx: y#braze-liquid: disable-file a\n---\n",
    ],
)
def test_what_is_no_comment(text: str) -> None:
    assert suppressions_of(Source(text)) == []


def finding(text: str, marked: str, code: str = "raw-value-in-json") -> Finding:
    start = text.index(marked)
    return Finding(code, "x", Span(Source(text, "a.liquid"), start, start + len(marked)), Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("{% comment %} braze-liquid: disable-next-line raw-value-in-json: w {% endcomment %}\nHERE", False),
        ("{% comment %} braze-liquid: disable-next-line json: w {% endcomment %}\r\nHERE", False),
        ("{% comment %} braze-liquid: disable-next-line url: w {% endcomment %}\nHERE", True),
        ("{% comment %} braze-liquid: disable-next-line json: w {% endcomment %}HERE", True),
        ("{% comment %} braze-liquid: disable-next-line json: w {% endcomment %}\n\nHERE", True),
        ("{% comment %}\nbraze-liquid: disable-next-line json: w\n{% endcomment %}\nHERE", False),
        ("HERE\n{% comment %} braze-liquid: disable-file json: w {% endcomment %}", False),
        ("{% comment %} braze-liquid: disable-lines json: w {% endcomment %}\nHERE", True),
        ("---\n# braze-liquid: disable-next-line json: w\nsubject: HERE\n---\n", False),
    ],
)
def test_which_findings_are_silenced(text: str, heard: bool) -> None:
    found = finding(text, "HERE")
    assert list(audible([found], {found.code: "json"})) == [found] * heard


def test_what_has_no_place_is_always_heard() -> None:
    found = Finding("raw-value-in-json", "x")
    assert list(audible([found], {})) == [found]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example(MARK * 3)
def test_any_text_is_read(text: str) -> None:
    source = Source(text + MARK)
    for comment in suppressions_of(source):
        assert 0 <= comment.start < comment.end <= len(source.text)
        assert all(comment.start < named.start < named.end <= comment.end for named in comment.codes)
        assert 1 <= comment.line <= len(source.line_starts) + 1
