"""Commands in the log of a GitHub workflow, which shows each as an annotation at its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, look: Look) -> str:
    """One command for each finding."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(_text(finding))}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.span:
        yield "file", finding.span.source.name
        yield "line", str(finding.line)
        yield "endLine", str(finding.end_line)
        # GitHub takes columns only of a place on one line.
        if finding.line == finding.end_line:
            yield "col", str(finding.column)
            yield "endColumn", str(finding.end_column)
    yield "title", finding.code


def _text(finding: Finding) -> str:
    parts = [finding.message, finding.help, f"User: {finding.user}" if finding.user else "", finding.shown]
    return "\n".join(part for part in parts if part)


def _data(text: str) -> str:
    """Escaped as GitHub reads it; what else could steer whoever reads the log is replaced."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cc" and char != "\t" else char for char in text
    )


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
