"""Fixes until nothing is left to fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from braze_liquid_sim.lint.fixing import fixed
from braze_liquid_sim.lint.linting import lint
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.reading import read_template
from braze_liquid_sim.model import Finding, Source

ROUNDS = 10
"""A fix may bring forth a finding that has one too; after so many rounds two fixes undo each other."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after all rounds."""

    text: str
    fixed: int
    """Findings that were mended."""


def mend(
    source: Source, project: Project, keep: Callable[[list[Finding]], Iterable[Finding]], *, unsafe: bool = False
) -> Mended:
    """Make the fixes of the findings that ``keep`` leaves, round after round.

    A round that makes the text less of a template is not made: its front matter is none any more, or something in it
    cannot be parsed that could be before.
    """
    count = 0
    findings = lint(source, project)
    for _ in range(ROUNDS):
        found = fixed(source, keep(findings), unsafe=unsafe)
        after = read_template(found.text, source.name, source.kind)
        if not found.fixed or found.text == source.text or isinstance(after, Finding):
            break
        later = lint(after, project)
        if _unparsed(later) > _unparsed(findings):
            break
        source, findings, count = after, later, count + len(found.fixed)
    return Mended(source.text, count)


def _unparsed(findings: Iterable[Finding]) -> int:
    return sum(finding.code == "syntax-error" for finding in findings)
