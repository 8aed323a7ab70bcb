"""Templates with one realistic mistake each, ``defective/``: every one is found, at the line where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.model import Finding
from braze_liquid_sim.workspace import source_of
from tests.tables import cases

FOLDER = Path(__file__).parent / "defective"
KEYS = {"name", "template", "kind", "blocks", "codes", "line"}
CASES = [
    pytest.param(*case.values, id=f"{table.stem}: {case.id}")
    for table in sorted(FOLDER.glob("*.yaml"))
    for case in cases(table)
]


def findings(case: dict[str, Any]) -> list[Finding]:
    blocks = {name: source_of(text, name, "content_block") for name, text in case.get("blocks", {}).items()}
    project = Project(date(2026, 3, 5), blocks, complete=bool(blocks))
    return lint(source_of(case["template"], "template", case.get("kind", "message")), project)


def lines(case: dict[str, Any]) -> list[int]:
    """Where the mistake may be shown: most have one line, a few stand on two."""
    line = case["line"]
    return line if isinstance(line, list) else [line]


def test_there_are_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES)
def test_the_mistake_is_found_at_its_line(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    found = findings(case)
    assert any(one.code in case["codes"] and one.line in lines(case) for one in found), [
        f"{one.code} at {one.line}:{one.column}: {one.message}" for one in found
    ]
