"""The shipped templates' own tests, and every template for every user; conftest.py sees to it that no socket opens."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from braze_liquid_sim.cli import main

ROOT = Path(__file__).parents[2] / "templates"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--workspace", str(ROOT)], prog_name="braze-liquid")


def test_all_pass_and_reach_every_branch() -> None:
    result = run("test", "--coverage", "--fail-under", "100", "--format", "json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["failed"] == 0
    assert report["coverage"]["percent"] == 100


def test_every_user_gets_something_of_every_template() -> None:
    result = run("matrix", "--hostile", "--format", "json", "--now", "2026-03-05T14:07:09Z")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert {cell["outcome"] for cell in report["cells"]} == {"sent", "aborted"}
    assert [cell for cell in report["cells"] if cell["errors"]] == []


def test_every_template_has_tests() -> None:
    tested = {path.name.removesuffix(".test.yaml") for path in (ROOT / "tests").glob("*.test.yaml")}
    templates = {path.stem for kind in ("messages", "webhooks", "content_blocks") for path in (ROOT / kind).iterdir()}
    assert tested == templates


def test_every_golden_belongs_to_a_case() -> None:
    report = json.loads(run("test", "--format", "json").stdout)
    names = {
        f"{Path(case['file']).name.removesuffix('.test.yaml')}.{case['name'].replace(' ', '-')}.golden"
        for case in report["cases"]
    }
    assert {path.name for path in (ROOT / "tests").glob("*.golden")} <= names
