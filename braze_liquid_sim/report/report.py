"""The Report: all that a run of ``lint`` or ``check`` has to say, before it takes a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from braze_liquid_sim.model import Finding, Severity

RANKS = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
"""The severities, the worst last."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one test of a template went."""

    name: str
    file: str
    line: int
    passed: bool
    problems: tuple[str, ...] = ()
    """What was not as expected; a problem may have several lines."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Report:
    """What was looked at, and what was found."""

    findings: tuple[Finding, ...] = ()
    """By file and place."""
    files: tuple[str, ...] = ()
    """The names of the files looked at."""
    renders: int = 0
    """Renders of a template for a user."""
    cases: tuple[CaseResult, ...] = ()
    """The tests that were run."""
    suppressed: int = 0
    """Findings that a comment in the template silenced."""
    fixed: int = 0
    """Findings that were mended on the way; they are not among ``findings``."""

    def count(self, severity: Severity) -> int:
        """How many findings are just that bad."""
        return sum(finding.severity is severity for finding in self.findings)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is that bad or worse."""
        return any(RANKS[finding.severity] >= RANKS[severity] for finding in self.findings)

    @property
    def fixable(self) -> int:
        """Findings that ``--fix`` would mend."""
        return sum(finding.fix is not None and finding.fix.safe for finding in self.findings)

    @property
    def suggestions(self) -> int:
        """Findings that only ``--unsafe-fixes`` would mend."""
        return sum(finding.fix is not None and not finding.fix.safe for finding in self.findings)

    @property
    def codes(self) -> dict[str, int]:
        """How often each code was found, the most frequent first."""
        counted = Counter(finding.code for finding in self.findings)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def file_of(finding: Finding) -> str:
    """The name of the file that a finding points into; empty where it has no place."""
    return finding.span.source.name if finding.span else ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file and place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=_position))


def _position(finding: Finding) -> tuple[str, int, int, str, str]:
    start, end = (finding.span.start, finding.span.end) if finding.span else (0, 0)
    return file_of(finding), start, end, finding.code, finding.user
