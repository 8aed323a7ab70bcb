"""Takes the secrets that lint has found out of what is shown: a report is kept where the template's readers are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from braze_liquid_sim.model import Finding, Source, Span
from braze_liquid_sim.report.report import CaseResult, Report

CODE = "secret-in-template"
"""The rule whose places are secrets."""

_LONG = 8
"""Characters of a secret that is known again wherever it stands; a shorter one may be any word."""

_PART = 4
"""Characters of a secret that an excerpt may not begin or end with."""


def without_secrets(report: Report, found: Iterable[Finding]) -> Report:
    """The report with stars for the secrets that are among ``found``: all findings, also those that do not count."""
    secrets = _Secrets()
    for finding in found:
        if finding.code == CODE and finding.span:
            secrets.add(finding.span)
    if not secrets.places:
        return report
    return replace(
        report,
        findings=tuple(secrets.hidden_finding(finding) for finding in report.findings),
        cases=tuple(secrets.hidden_case(case) for case in report.cases),
    )


def _without_parts(text: str, value: str) -> str:
    """The text without what an excerpt has left of a secret at one of its ends."""
    for length in range(len(value) - 1, _PART - 1, -1):
        stars = "*" * length
        text = text.replace(f"{value[:length]}…", f"{stars}…").replace(f"…{value[-length:]}", f"…{stars}")
    return text


@dataclass
class _Secrets:
    """Where secrets stand, by file, and those that are long enough to be looked for elsewhere."""

    places: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    values: list[str] = field(default_factory=list)
    _sources: dict[tuple[str, str], Source] = field(default_factory=dict)

    def add(self, span: Span) -> None:
        self.places[span.source.name].append(span)
        if len(span.text) >= _LONG:
            self.values = sorted({*self.values, span.text}, key=len, reverse=True)

    def hidden(self, text: str) -> str:
        """The text, as long as it is, with stars for the values."""
        for value in self.values:
            text = text.replace(value, "*" * len(value))
            if "…" in text:
                text = _without_parts(text, value)
        return text

    def hidden_case(self, case: CaseResult) -> CaseResult:
        return replace(case, problems=tuple(self.hidden(problem) for problem in case.problems))

    def hidden_finding(self, finding: Finding) -> Finding:
        fix = finding.fix
        if fix and any(self.hidden(edit.text) != edit.text for edit in fix.edits):
            fix = None  # with stars in it, it would mend nothing
        return replace(
            finding,
            message=self.hidden(finding.message),
            help=self.hidden(finding.help),
            shown=self.hidden(finding.shown),
            span=self._hidden_span(finding.span) if finding.span else None,
            fix=fix,
            related=tuple(
                replace(one, message=self.hidden(one.message), span=self._hidden_span(one.span))
                for one in finding.related
            ),
        )

    def _hidden_span(self, span: Span) -> Span:
        source = span.source
        key = source.name, source.text
        if key not in self._sources:
            self._sources[key] = Source(self._hidden_text(source), source.name, source.kind)
        return replace(span, source=self._sources[key])

    def _hidden_text(self, source: Source) -> str:
        """The text of a file, whose offsets stay as they are."""
        text = source.text
        for span in self.places[source.name]:
            if text[span.start : span.end] == span.text:
                text = f"{text[: span.start]}{'*' * (span.end - span.start)}{text[span.end :]}"
        return self.hidden(text)
