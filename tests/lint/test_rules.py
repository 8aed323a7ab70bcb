"""Each rule by its table ``rules/<name>.yaml``: what it finds, what it leaves alone, what a fix makes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.codes import TOPICS, Code
from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.lint.fixing import fixed
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.workspace import source_of
from tests.tables import cases

TABLES = Path(__file__).parent / "rules"
KEYS = {"name", "fail", "pass", "at", "message", "fix", "kind", "blocks", "today", "passkit", "complete", "times"}


def table_of(code: str) -> Path:
    return TABLES / f"{code.replace('-', '_')}.yaml"


def all_cases() -> list[Any]:
    return [
        pytest.param(rules()[code], case.values[0], id=f"{code}: {case.id}")
        for code in rules()
        if table_of(code).exists()
        for case in cases(table_of(code))
    ]


def project_of(case: dict[str, Any]) -> Project:
    blocks = {name: source_of(text, name, "content_block") for name, text in case.get("blocks", {}).items()}
    today = date.fromisoformat(str(case.get("today", "2026-03-05")))
    return Project(today, blocks, case.get("complete", bool(blocks)), case.get("passkit", {}))


def source_in(case: dict[str, Any], text: str) -> Source:
    return source_of(text * case.get("times", 1), "template", case.get("kind", "message"))


def places(findings: list[Finding]) -> list[str]:
    return [f"{one.line}:{one.column}-{one.end_line}:{one.end_column}" for one in findings]


@pytest.mark.parametrize(("code", "case"), all_cases())
def test_table(code: Code, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, set(case) - KEYS
    assert ("fail" in case) != ("pass" in case)
    project = project_of(case)
    source = source_in(case, case.get("fail", case.get("pass")))
    findings = lint(source, project, [code])
    if "pass" in case:
        assert findings == []
        return
    assert places(findings) == case["at"]
    for finding in findings:
        assert finding.help, "every finding says what to do"
        assert case.get("message", "") in finding.message
    if "fix" in case:
        text = fixed(source, findings, unsafe=True).text
        assert text == case["fix"]
        again = source_in(case, text)
        assert fixed(again, lint(again, project, [code]), unsafe=True).text == text
    else:
        assert not any(finding.fix for finding in findings), "a fix that no case shows"


@pytest.mark.parametrize("code", rules().values(), ids=rules())
def test_completeness(code: Code) -> None:
    table = [case.values[0] for case in cases(table_of(code.code))]
    assert sum("fail" in case for case in table) >= 3
    assert sum("pass" in case for case in table) >= 3
    if code.fix:
        assert sum("fix" in case for case in table) >= 3
    assert code.topic in TOPICS
    documentation = code.documentation
    assert documentation.summary.endswith(".")
    assert documentation.text, "why it matters"
    assert documentation.source


@pytest.mark.parametrize("code", rules().values(), ids=rules())
def test_the_example_has_the_finding_and_its_correction_has_not(code: Code) -> None:
    first = next(case.values[0] for case in cases(table_of(code.code)) if "fail" in case.values[0])
    project = project_of(first)
    example, instead = code.documentation.example, code.documentation.instead
    assert lint(source_in(first, example), project, [code])
    assert lint(source_in(first, instead), project, [code]) == []
