"""Templates that a careful author would write, ``clean/`` and ``clean.yaml``: no rule has anything to say of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Aborted, Sent, Workspace
from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.message import open_message
from braze_liquid_sim.workspace import source_of
from tests.tables import cases

NOW = "2026-03-05T14:07:09Z"
WORKSPACE = Workspace.open(Path(__file__).parent / "clean")
PROJECT = Project(date(2026, 3, 5), WORKSPACE.content_blocks, complete=True)
NAMES = sorted(WORKSPACE.templates)


def test_there_are_enough() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_lint_finds_nothing(name: str) -> None:
    found = lint(WORKSPACE.templates[name], PROJECT)
    assert [f"{one.code} at {one.line}:{one.column}: {one.message}" for one in found] == []


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "clean.yaml"))
def test_lint_finds_nothing_in_short_templates(case: dict[str, Any]) -> None:
    blocks = {name: source_of(text, name, "content_block") for name, text in case.get("blocks", {}).items()}
    source = source_of(case["template"], "template", case.get("kind", "message"))
    found = lint(source, Project(date(2026, 3, 5), blocks, complete=True))
    assert [f"{one.code} at {one.line}:{one.column}: {one.message}" for one in found] == []


@pytest.mark.parametrize("user", ["full", "blank", "hostile:json_injection"])
@pytest.mark.parametrize("name", NAMES)
def test_renders_without_a_warning_or_an_error(name: str, user: str) -> None:
    message = open_message(WORKSPACE.templates[name], WORKSPACE, mode="warn")
    assert message.failure is None
    outcome = message.render(WORKSPACE.users[user], now=NOW).outcome
    assert isinstance(outcome, Sent | Aborted), outcome
    assert outcome.errors == ()
    assert getattr(outcome, "warnings", ()) == ()
    assert user != "full" or isinstance(outcome, Sent) or name in MEANT_FOR_OTHERS, outcome


MEANT_FOR_OTHERS = {"last_seen"}
"""What aborts for the full user, too."""
