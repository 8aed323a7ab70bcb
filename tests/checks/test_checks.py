"""Each check by its table ``<name>.yaml``: what it finds for whom, where, what it shows, and what it leaves alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.checks import checks
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.codes import TOPICS, Code
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.message import Delivery, open_message
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.services.answers import answers_of
from braze_liquid_sim.workspace import User, source_of
from braze_liquid_sim.workspace.hostile import hostile_users
from tests.tables import cases

TABLES = Path(__file__).parent
KEYS = {"name", "found", "silent", "at", "message", "shown", "kind", "blocks", "user", "hostile", "answers", "now"}
NOW = "2026-03-05T14:07:09+00:00"
JANE = {"external_id": "user-123", "first_name": "Jane", "last_name": "Doe", "campaign": {"name": "Spring Sale"}}


def table_of(code: str) -> Path:
    return TABLES / f"{code.replace('-', '_')}.yaml"


def all_cases() -> list[Any]:
    return [
        pytest.param(checks()[code], case.values[0], id=f"{code}: {case.id}")
        for code in checks()
        if table_of(code).exists()
        for case in cases(table_of(code))
    ]


def users_of(case: dict[str, Any]) -> list[User]:
    users = [User("user", {**JANE, **case["user"]})] if "user" in case else []
    base = {**JANE, **case.get("user", {})}
    hostile = hostile_users(base)
    return [*users, *(hostile[name] for name in case.get("hostile", []))] or [User("user", JANE)]


def found_in(code: Code, case: dict[str, Any], text: str) -> list[Finding]:
    blocks: dict[str, str | Source] = {
        name: source_of(block, name, "content_block") for name, block in case.get("blocks", {}).items()
    }
    source = source_of(text, "template", case.get("kind", "message"))
    now = datetime.fromisoformat(case.get("now", NOW))
    file = File(source, Project(now.date(), blocks))  # type: ignore[arg-type]
    answers = answers_of(case["answers"], name="answers", folder=TABLES) if "answers" in case else None
    message = open_message(source, content_blocks=blocks, trace=True, answers=answers)
    tree = Tree(file)

    def render(user: User, seconds: int) -> Delivery:
        return message.render(user, now=now + timedelta(seconds=seconds))

    found: dict[tuple[str, str], Finding] = {}
    for user in users_of(case):
        one = Case(file, user, render(user, 0), now, render, tree)
        for finding in (code.finding(found, user.name) for found in code.find(one)):
            found.setdefault((place(finding), finding.message if len(found) > 20 else ""), finding)
    return list(found.values())


def place(finding: Finding) -> str:
    assert finding.span
    prefix = "" if finding.span.source.name == "template" else f"{finding.span.source.name}:"
    return f"{prefix}{finding.line}:{finding.column}-{finding.end_line}:{finding.end_column}"


@pytest.mark.parametrize(("code", "case"), all_cases())
def test_table(code: Code, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, set(case) - KEYS
    assert ("found" in case) != ("silent" in case)
    findings = found_in(code, case, case.get("found", case.get("silent")))
    if "silent" in case:
        assert findings == []
        return
    assert [place(one) for one in findings] == case["at"], [one.message for one in findings]
    for finding in findings:
        assert finding.help, "every finding says what to do"
    assert case.get("message", "") in findings[0].message
    assert case.get("shown", "") in findings[0].shown


@pytest.mark.parametrize("code", checks().values(), ids=checks())
def test_completeness(code: Code) -> None:
    table = [case.values[0] for case in cases(table_of(code.code))]
    assert sum("found" in case for case in table) >= 3
    assert sum("silent" in case for case in table) >= 3
    assert code.topic in TOPICS
    documentation = code.documentation
    assert documentation.summary.endswith(".")
    assert documentation.text, "why it matters"
    assert documentation.source


@pytest.mark.parametrize("code", checks().values(), ids=checks())
def test_the_example_has_the_finding_and_its_correction_has_not(code: Code) -> None:
    first = next(case.values[0] for case in cases(table_of(code.code)) if "found" in case.values[0])
    assert found_in(code, first, code.documentation.example)
    assert found_in(code, first, code.documentation.instead) == []


def test_no_code_stands_for_a_rule_and_a_check() -> None:
    assert not set(checks()) & set(rules())
