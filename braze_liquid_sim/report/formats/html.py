"""A page that stands alone: no scripts, nothing from elsewhere, and no way for a template's text to become markup."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from braze_liquid_sim import __version__
from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.catalogue import documented
from braze_liquid_sim.report.drawing import Look, clean_lines
from braze_liquid_sim.report.report import Report, file_of

_PAGE = Path(__file__).parent.parent / "page.html.jinja"


def write(report: Report, look: Look) -> str:
    """The page: a summary, then the findings of each file, the tests, and what the codes mean."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )
    page = environment.from_string(_PAGE.read_text(encoding="utf-8"))
    return page.render(
        report=report,
        version=__version__,
        counts={severity.value: report.count(severity) for severity in Severity},
        files={name: [_shown(one) for one in group] for name, group in groupby(report.findings, file_of)},
        codes={code: documented().get(code) for code in sorted(report.codes)},
        failed=sum(not case.passed for case in report.cases),
    )


def _harmless(value: Any) -> Any:
    """A text without what would turn the direction of the page's own words."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clean_lines(value.replace("\r\n", "\n"))


def _shown(finding: Finding) -> dict[str, Any]:
    """A finding, and its line in three parts: before, at and behind the place."""
    if finding.span is None:
        return {"finding": finding, "line": None}
    span = finding.span
    line = span.source.line(span.line)
    begin = span.column - 1
    end = min(begin + span.end - span.start, len(line))
    return {"finding": finding, "line": (line[:begin], line[begin:end], line[end:])}
