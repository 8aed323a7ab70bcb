"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from braze_liquid_sim import __version__
from braze_liquid_sim.codes import Code
from braze_liquid_sim.model import Edit, Finding, Fix, Related, Source, Span
from braze_liquid_sim.report.catalogue import documented
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.fingerprints import fingerprints
from braze_liquid_sim.report.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, look: Look) -> str:
    """One log with one run; its rules are those that were found."""
    codes = sorted(report.codes)
    run = {
        "tool": {"driver": {"name": "braze-liquid", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    code = documented().get(name)
    if code is None:
        return {"id": name, "shortDescription": {"text": name.replace("-", " ")}}
    documentation = code.documentation
    text = f"{documentation.summary}\n\n{documentation.text}"
    return {
        "id": name,
        "shortDescription": {"text": documentation.summary},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": _markdown(code)},
        "defaultConfiguration": {"level": code.severity.value},
        "properties": {"tags": [code.topic]},
    }


def _markdown(code: Code) -> str:
    documentation = code.documentation
    parts = [documentation.summary, documentation.text]
    if documentation.example:
        parts.append(f"```liquid\n{documentation.example}\n```")
    if documentation.instead:
        parts.append(f"Instead:\n\n```liquid\n{documentation.instead}\n```")
    if documentation.source:
        parts.append(f"Source: {documentation.source}")
    return "\n\n".join(part for part in parts if part)


def _result(finding: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}\n{finding.help}" if finding.help else finding.message},
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.span:
        result["locations"] = [{"physicalLocation": _location(finding.span)}]
    if finding.related:
        result["relatedLocations"] = [_related(number, one) for number, one in enumerate(finding.related)]
    if finding.fix and finding.span:
        result["fixes"] = [_fix(finding.fix, finding.span.source)]
    if properties := {name: text for name, text in (("user", finding.user), ("shown", finding.shown)) if text}:
        result["properties"] = properties
    return result


def _related(number: int, related: Related) -> dict[str, Any]:
    return {"id": number, "message": {"text": related.message}, "physicalLocation": _location(related.span)}


def _location(span: Span) -> dict[str, Any]:
    region: dict[str, Any] = _region(span.source, span.start, span.end)
    if span.text:
        region["snippet"] = {"text": span.text}
    return {"artifactLocation": {"uri": uri(span.source.name)}, "region": region}


def _region(source: Source, start: int, end: int) -> dict[str, int]:
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    return {
        "description": {"text": "What is rendered stays the same." if fix.safe else "A suggestion: look at it first."},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri(source.name)},
                "replacements": [_replacement(edit, source) for edit in fix.edits],
            }
        ],
    }


def _replacement(edit: Edit, source: Source) -> dict[str, Any]:
    return {"deletedRegion": _region(source, edit.start, edit.end), "insertedContent": {"text": edit.text}}


def uri(name: str) -> str:
    """The name of a file as a relative reference; a ``file:`` URI where it is absolute."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")
