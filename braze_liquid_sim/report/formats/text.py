"""For people at a terminal: every place with a caret below it, the next step, and a summary."""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.drawing import Look, clean, clean_line, place_lines
from braze_liquid_sim.report.report import Report

_SHOWN = 20
"""Lines of a payload that are shown."""


def write(report: Report, look: Look) -> str:
    """The findings, or with ``look.statistics`` how many there are of each code; the summary below."""
    lines = list(_statistics(report)) if look.statistics else [*_all_lines(report, look)]
    return "".join(f"{line}\n" for line in (*lines, *_summary(report, look)))


def _all_lines(report: Report, look: Look) -> Iterator[str]:
    for finding in report.findings:
        yield from finding_lines(finding, look)
        yield ""


def finding_lines(finding: Finding, look: Look) -> Iterator[str]:
    """Everything that a finding has."""
    severity = finding.severity.value
    head = look.paint(f"{severity}[{finding.code}]:", severity)
    yield f"{head} {look.paint(clean(' '.join(finding.message.splitlines())), 'bold')}"
    yield from place_lines(finding.span, look, severity)
    if finding.help:
        first, *more = finding.help.splitlines()
        yield f"  {look.paint('help:', 'help')} {clean_line(first)}"
        yield from (f"    {clean_line(line)}" for line in more)
    if finding.user:
        yield f"  {look.paint('user:', 'help')} {clean(finding.user)}"
    for related in finding.related:
        yield f"  {look.paint('see:', 'help')} {clean(related.message)}"
        yield from (f"  {line}" for line in place_lines(related.span, look, "note"))
    if finding.shown:
        yield f"  {look.paint('shown:', 'help')}"
        yield from (f"    {line}" for line in _shown_lines(finding.shown, look))


def _shown_lines(text: str, look: Look) -> Iterator[str]:
    """The whole payload, long lines folded; of a very long one the beginning."""
    lines = [line[at : at + look.width] for line in text.splitlines() for at in range(0, max(len(line), 1), look.width)]
    yield from map(clean_line, lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"… {len(lines) - _SHOWN} more lines"


def _statistics(report: Report) -> Iterator[str]:
    """A row for each code, the most frequent first, with a star where a fix is safe."""
    fixes = {finding.code for finding in report.findings if finding.fix and finding.fix.safe}
    for code, number in report.codes.items():
        yield f"{number:>5}  {'*' if code in fixes else ' '} {code}"
    if report.findings:
        yield ""


def _summary(report: Report, look: Look) -> Iterator[str]:
    yield f"{_found(report, look)} in {_count(len(report.files), 'file')}{_also(report)}"
    if report.cases:
        passed = sum(case.passed for case in report.cases)
        failed = len(report.cases) - passed
        yield f"tests: {passed} passed, {failed} failed" if failed else f"tests: {passed} passed"
    if report.fixable:
        yield f"{report.fixable} can be mended with --fix."
    if report.suggestions:
        yield f"{report.suggestions} {'more ' if report.fixable else ''}can be mended with --fix --unsafe-fixes."


def _found(report: Report, look: Look) -> str:
    parts = [
        look.paint(_count(number, severity.value), severity.value)
        for severity in Severity
        if (number := report.count(severity))
    ]
    return ", ".join(parts) or "no findings"


def _also(report: Report) -> str:
    parts = [
        _count(report.renders, "render") if report.renders else "",
        f"{report.fixed} fixed" if report.fixed else "",
        f"{report.suppressed} suppressed" if report.suppressed else "",
    ]
    return "".join(f", {part}" for part in parts if part)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
