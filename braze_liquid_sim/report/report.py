"""What ``lint`` and ``check`` give back: one noun, which every format shows."""

from __future__ import annotations

from dataclasses import dataclass

from braze_liquid_sim.model import Finding


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case of a test file, and what became of it."""

    name: str
    file: str
    line: int
    passed: bool
    problems: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found."""

    findings: tuple[Finding, ...]
    """By file and place."""
    files: tuple[str, ...]
    """The names of the files that were looked at, those without findings too."""
    renders: int = 0
    """How many templates were rendered for how many users: their product."""
    cases: tuple[CaseResult, ...] = ()
    """The tests that ran."""
    suppressed: int = 0
    """Findings that a comment in the file puts aside."""
    fixed: int = 0
    """Findings that were mended in the files."""
