"""For programs, version 1: within a version names are added, never changed. Lines and columns count from 1."""

from __future__ import annotations

import json
from typing import Any

from braze_liquid_sim.model import Finding, Fix, Severity, Span
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.report import CaseResult, Report

VERSION = 1


def write(report: Report, look: Look) -> str:
    """One JSON document: ``files``, ``findings``, ``cases`` and ``summary``."""
    document = {
        "version": VERSION,
        "files": list(report.files),
        "findings": [_finding(finding) for finding in report.findings],
        "cases": [_case(case) for case in report.cases],
        "summary": _summary(report),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.span),
        "user": finding.user or None,
        "shown": finding.shown or None,
        "related": [{"message": related.message, **_place(related.span)} for related in finding.related],
        "fix": _fix(finding.fix, finding.span) if finding.fix else None,
    }


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    end_line, end_column = span.source.position(span.end)
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _fix(fix: Fix, span: Span | None) -> dict[str, Any]:
    """The edits with their places; ``safe`` says whether what is rendered stays the same."""
    if span is None:
        return {"safe": fix.safe, "edits": []}
    edits = [{**_place(Span(span.source, edit.start, edit.end)), "text": edit.text} for edit in fix.edits]
    for edit in edits:
        del edit["file"]
    return {"safe": fix.safe, "edits": edits}


def _case(case: CaseResult) -> dict[str, Any]:
    return {
        "name": case.name,
        "file": case.file,
        "line": case.line,
        "passed": case.passed,
        "problems": list(case.problems),
        "seconds": round(case.seconds, 3),
    }


def _summary(report: Report) -> dict[str, Any]:
    return {
        **{f"{severity.value}s": report.count(severity) for severity in Severity},
        "fixable": report.fixable,
        "suggestions": report.suggestions,
        "fixed": report.fixed,
        "suppressed": report.suppressed,
        "renders": report.renders,
        "codes": report.codes,
    }
