"""The shipped workspace is silent; with one of its escapes taken out ``check`` says who can write what, and where."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from braze_liquid_sim.checking import check
from braze_liquid_sim.lint import Project
from braze_liquid_sim.model import Finding
from braze_liquid_sim.report.report import Report
from braze_liquid_sim.workspace import Workspace

TEMPLATES = Path(__file__).parents[2] / "templates"
NOW = datetime(2026, 3, 5, 14, 7, 9, tzinfo=UTC)
OF_CHECKS = ("injected-json", "invalid-json", "injected-link", "broken-link")


def report_of(root: Path, template: str | None = None) -> Report:
    workspace = Workspace(root)
    project = Project(NOW.date(), workspace.content_blocks, complete=True)
    only = None if template is None else [template]
    users = workspace.users.stream()
    return check(workspace, project, users=users, now=NOW, templates=only, tests=root == TEMPLATES)


def broken(root: Path, file: str, old: str, new: str, count: int = 1) -> None:
    """A copy of the shipped workspace with one file changed."""
    shutil.copytree(TEMPLATES, root)
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, count), encoding="utf-8")


def found(report: Report, code: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == code]


def test_the_shipped_workspace_is_silent() -> None:
    report = report_of(TEMPLATES)
    assert report.findings == ()
    assert report.renders > 200
    assert len(report.cases) > 50
    assert all(case.passed for case in report.cases)


def test_a_name_that_is_not_escaped_writes_members_into_the_signed_data(tmp_path: Path) -> None:
    root = tmp_path / "templates"
    broken(root, "messages/smartpass.liquid", "default: 'Member' | json_escape", "default: 'Member'")
    [finding] = found(report_of(root, "smartpass"), "injected-json")
    assert "${first_name}" in finding.message
    assert "members.member.points" in finding.message
    assert finding.user == "injector"
    assert finding.span
    assert finding.span.source.name.endswith("messages/smartpass.liquid")
    assert finding.span.text == "{{ pk_name }}"
    assert '"person.displayName":"{{ pk_name }}"' in finding.span.source.line(finding.span.line)
    assert '"person.displayName":"x","members.member.points": "999999"' in finding.shown
    [related] = finding.related
    assert related.span.text == "${first_name}"


def test_an_id_that_is_not_escaped_writes_members_into_a_webhook(tmp_path: Path) -> None:
    root = tmp_path / "templates"
    broken(root, "webhooks/coupon_update.liquid", "pk_user_id | json_escape", "pk_user_id")
    [finding] = found(report_of(root, "coupon_update"), "injected-json")
    assert "${user_id}" in finding.message
    assert '"status":"REDEEMED' in finding.shown
    assert "PASSKIT_LONG_LIVED_TOKEN" not in finding.shown


ESCAPES = [
    (path.relative_to(TEMPLATES).as_posix(), number, line)
    for path in sorted(TEMPLATES.rglob("*.liquid"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if re.search(r"\| (?:json_escape|url_param_escape)", line)
    # Nobody can write what they like into a link that we made, nor into an address of e-mail.
    if "pk_long_url" not in line and "email" not in line
]


@pytest.mark.parametrize(("file", "number", "line"), ESCAPES, ids=[f"{file}:{number}" for file, number, _ in ESCAPES])
def test_no_escape_can_be_left_out(file: str, number: int, line: str, tmp_path: Path) -> None:
    root = tmp_path / "templates"
    broken(root, file, line, re.sub(r" \| (?:json_escape|url_param_escape)", "", line))
    findings = [one for code in OF_CHECKS for one in found(report_of(root), code)]
    assert findings, "no check sees it"
    assert any(finding.shown for finding in findings)
