"""The tests of a workspace, as a part of what check does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from braze_liquid_sim.checking.findings import Findings
from braze_liquid_sim.model import Finding, Severity, Source, Span
from braze_liquid_sim.report.report import CaseResult
from braze_liquid_sim.suite.case import Case
from braze_liquid_sim.suite.loader import SUFFIX, load
from braze_liquid_sim.suite.runner import Runner
from braze_liquid_sim.workspace import Workspace

CODE = "failed-test"
"""The code of a test that failed."""


def run_tests(workspace: Workspace, found: Findings, now: datetime) -> tuple[CaseResult, ...]:
    """The tests of the workspace; each that fails is a finding too."""
    runner = Runner(workspace)
    results = []
    for file in sorted((workspace.root / "tests").rglob(f"*{SUFFIX}")):
        for case in load(file):
            begun = perf_counter()
            result = runner.run(_at(case, now))
            seconds = perf_counter() - begun
            name = case.file.as_posix()
            results.append(CaseResult(case.name, name, case.line, result.passed, result.problems, seconds))
            if not result.passed:
                found.add_all([_failed_test(case.file, case.line, case.name, result.problems)])
    return tuple(results)


def _at(case: Case, now: datetime) -> Case:
    """A case that gives no time gets that of the check."""
    if case.given.now is not None:
        return case
    return replace(case, given=replace(case.given, now=now.isoformat()))


def _failed_test(file: Path, line: int, name: str, problems: tuple[str, ...]) -> Finding:
    source = Source(file.read_text(encoding="utf-8"), file.as_posix())
    start = source.line_starts[min(line, len(source.line_starts)) - 1]
    first, _, more = problems[0].partition("\n")
    shown = "\n".join([more, *problems[1:]]).strip()
    span = Span(source, start, start + len(source.line(line)))
    help = "Run the test command to see the whole difference."
    return Finding(CODE, f"the test {name!r} fails: {first}", span, Severity.ERROR, help, shown=shown)
