"""JUnit's XML: each file is a suite with a failure for each finding, and each test file one with its cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from junitparser import Failure, JUnitXml, TestCase, TestSuite

from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.drawing import Look, clean_lines
from braze_liquid_sim.report.formats.text import finding_lines
from braze_liquid_sim.report.report import CaseResult, Report, file_of

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, look: Look) -> str:
    """The document; a note is no failure, it stands in the output of a case that passed."""
    document = JUnitXml("braze-liquid")
    for suite in (*_files(report), *_tests(report.cases)):
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]
    written: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return written.decode() + "\n"


def _files(report: Report) -> Iterator[TestSuite]:
    findings: dict[str, list[Finding]] = {name: [] for name in report.files}
    for finding in report.findings:
        findings.setdefault(file_of(finding), []).append(finding)
    for name, found in findings.items():
        yield _suite(name or "braze-liquid", [_found(finding) for finding in found] or [_passed()])


def _passed() -> TestCase:
    return TestCase("no findings", "braze-liquid")


def _found(finding: Finding) -> TestCase:
    place = f" {finding.line}:{finding.column}" if finding.span else ""
    case = TestCase(f"{finding.code}{place}", f"braze-liquid.{finding.code}")
    text = _fit("\n".join(finding_lines(finding, Look())))
    if finding.severity is Severity.NOTE:
        case.system_out = text
        return case
    failure = Failure(_fit(finding.message), finding.severity.value)
    failure.text = text
    case.result = [failure]
    return case


def _tests(cases: Iterable[CaseResult]) -> Iterator[TestSuite]:
    for file, group in groupby(cases, lambda case: case.file):
        yield _suite(file, [_tested(case) for case in group])


def _tested(result: CaseResult) -> TestCase:
    case = TestCase(_fit(result.name), _fit(result.file), round(result.seconds, 3))
    if not result.passed:
        failure = Failure(_fit(result.problems[0].partition("\n")[0] if result.problems else "failed"), "failed-test")
        failure.text = _fit("\n".join((f"{result.file}:{result.line}", *result.problems)))
        case.result = [failure]
    return case


def _suite(name: str, cases: list[TestCase]) -> TestSuite:
    suite = TestSuite(_fit(name))
    suite.add_testcases(cases)
    return suite


def _fit(text: str) -> str:
    """The text without the characters that XML cannot hold, or that would steer the terminal that shows it."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", clean_lines(text.replace("\r\n", "\n")))
