"""Whatever has a name can be explained, in every format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import braze_liquid_sim
from braze_liquid_sim.cli import main
from braze_liquid_sim.cli.explaining import found
from braze_liquid_sim.cli.subjects import FIDELITIES, Subject, subjects
from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.report.catalogue import documented
from braze_liquid_sim.runtime_codes import RUNTIME_CODES


def explain(*args: str) -> str:
    result = CliRunner().invoke(main, ["explain", *args])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("subject", subjects(), ids=lambda one: f"{one.kind} {one.name}")
def test_every_subject_is_found_by_its_name_and_says_what_it_is(subject: Subject) -> None:
    assert subject in found(subject.name)
    assert subject.kind in {"code", "topic", "fidelity"} or subject in found(subject.written)
    assert re.fullmatch(r"[^a-z].*\.", subject.summary, re.DOTALL), subject.summary
    shown = "\n".join((subject.summary, subject.text, subject.written))
    assert "``" not in shown
    assert not re.search(r":\w+:`", shown)
    if subject.kind not in {"code", "topic", "fidelity"}:
        assert subject.fidelity in FIDELITIES
        assert subject.source


def test_nothing_that_has_a_name_is_missing() -> None:
    named = {(one.kind, one.name) for one in subjects()}
    assert {("filter", name) for name in filters()} <= named
    assert {("tag", name) for name in tags()} <= named
    assert {("attribute", name) for name in ATTRIBUTES} <= named
    assert {("namespace", name) for name in NAMESPACES} <= named
    assert {("code", code) for code in (*documented(), *RUNTIME_CODES)} <= named


def test_every_code_that_rendering_gives_is_explained() -> None:
    """The codes stand as texts where the failures are made."""
    root = Path(braze_liquid_sim.__file__).parent
    code = re.compile(r"""(?:RenderFailure|Finding)\(\s*"([a-z-]+)"|unknown\("([a-z ]+)", """)
    texts = [path.read_text() for folder in ("services", "engine") for path in (root / folder).rglob("*.py")]
    named = [match for text in texts for match in code.findall(text)]
    codes = {whole or f"unknown-{kind.replace(' ', '-')}" for whole, kind in named}
    assert len(codes) > 10
    assert codes <= RUNTIME_CODES.keys() | documented().keys()


def test_all_as_text_has_a_line_for_each() -> None:
    lines = explain("--all").split("\n")
    for subject in subjects():
        assert any(subject.name in line or subject.written in line for line in lines), subject.name


def test_all_as_json() -> None:
    document = json.loads(explain("--all", "--format", "json"))
    assert document["version"] == 1
    assert sum(map(len, document["tables"].values())) == len(subjects())
    assert set(document["tables"]) == {one.kind for one in subjects()}


def test_all_as_markdown_has_as_many_cells_in_every_row() -> None:
    for table in explain("--all", "--format", "markdown").split("## ")[1:]:
        rows = [line for line in table.split("\n") if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1, table[:200]
