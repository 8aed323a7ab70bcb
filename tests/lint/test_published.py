"""The templates of PassKit's partner page light up at each of their defects, and those that we ship stay dark."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Source, Workspace
from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.model import Finding
from braze_liquid_sim.workspace import source_of
from tests.tables import cases

PUBLISHED = Path(__file__).parents[1] / "templates" / "published"
TODAY = date(2026, 3, 5)
KEYS = {"defect", "name", "file", "line", "or_lines", "codes", "severity", "change", "left"}
KINDS = {"block": "content_block", "block_by_steps": "content_block", "webhook_with_headers": "webhook"}
TABLE = [case.values[0] for case in cases(Path(__file__).parent / "published.yaml")]
FOUND = [pytest.param(case, id=f"{case['defect']}: {case['name']}") for case in TABLE if "left" not in case]
SHIPPED = Workspace.open(Path(__file__).parents[2] / "templates")


def published(name: str, change: dict[str, str] | None = None) -> Source:
    text = (PUBLISHED / f"{name}.liquid").read_text(encoding="utf-8")
    for old, new in (change or {}).items():
        assert old in text
        text = text.replace(old, new)
    return source_of(text, name, KINDS.get(name, "message"))


def findings(case: dict[str, Any]) -> list[Finding]:
    blocks = {"passKit_SmartPass_url": published("block")}
    return lint(published(case["file"], case.get("change")), Project(TODAY, blocks, complete=True))


@pytest.mark.parametrize("case", FOUND)
def test_the_defect_is_found_at_its_line(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    lines = [case["line"], *case.get("or_lines", ())]
    found = findings(case)
    places = [one for one in found if one.code in case["codes"] and one.line in lines]
    assert places, [f"{one.code} at {one.line}:{one.column}: {one.message}" for one in found]
    assert case.get("severity", places[0].severity) in {one.severity for one in places}


@pytest.mark.parametrize("name", sorted(SHIPPED.templates))
def test_what_we_ship_has_none(name: str) -> None:
    found = lint(SHIPPED.templates[name], Project(TODAY, SHIPPED.content_blocks, complete=True))
    assert [f"{one.code} at {one.line}:{one.column}: {one.message}" for one in found] == []


def test_every_defect_is_found_or_says_why_it_cannot_be() -> None:
    rendered = cases(Path(__file__).parent / "published_rendered.yaml")
    assert {case["defect"] for case in [*TABLE, *(one.values[0] for one in rendered)]} == set(range(1, 53))
    assert all(case.get("left", "reason") for case in TABLE)
