from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from braze_liquid_sim.lint import Project, mending
from braze_liquid_sim.lint.mending import ROUNDS, mend
from braze_liquid_sim.model import Edit, Finding, Fix, Source, Span

PROJECT = Project(date(2026, 3, 5))


def replacing(old: str, new: str, code: str = "x", safe: bool = True) -> Callable[[Source, Project], list[Finding]]:
    """A lint that finds the first ``old`` and mends it."""

    def lint(source: Source, _project: Project) -> list[Finding]:
        start = source.text.find(old)
        if start < 0:
            return []
        span = Span(source, start, start + len(old))
        return [Finding(code, "x", span, fix=Fix((Edit(span.start, span.end, new),), safe))]

    return lint


@pytest.mark.parametrize(
    ("text", "old", "new", "expected", "fixed"),
    [
        pytest.param("aaa", "a", "b", "bbb", 3, id="until nothing is left"),
        pytest.param("a\r\nb", "b", "c", "a\r\nc", 1, id="line ends stay"),
        pytest.param("a", "a", "aa", "a" * (ROUNDS + 1), ROUNDS, id="no more than so many rounds"),
        pytest.param("a", "a", "a", "a", 0, id="an edit that changes nothing"),
        pytest.param("a", "a", "---\nx", "a", 0, id="front matter that has no end"),
    ],
)
def test_rounds(text: str, old: str, new: str, expected: str, fixed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "lint", replacing(old, new))
    mended = mend(Source(text), PROJECT, lambda findings: findings)
    assert (mended.text, mended.fixed) == (expected, fixed)


def test_suggestions_are_made_only_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "lint", replacing("a", "b", safe=False))
    assert mend(Source("a"), PROJECT, lambda findings: findings).text == "a"
    assert mend(Source("a"), PROJECT, lambda findings: findings, unsafe=True).text == "b"


def test_what_does_not_count_is_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "lint", replacing("a", "b"))
    assert mend(Source("a"), PROJECT, lambda _findings: []).text == "a"


def test_a_round_that_breaks_the_template_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def lint(source: Source, project: Project) -> list[Finding]:
        broken = [Finding("syntax-error", "x", Span(source, 0, 1))] if "{%" in source.text else []
        return broken + replacing("a", "{% if")(source, project)

    monkeypatch.setattr(mending, "lint", lint)
    assert mend(Source("a"), PROJECT, lambda findings: findings).text == "a"
