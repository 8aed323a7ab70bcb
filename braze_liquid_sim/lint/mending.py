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

    A round whose text is no template any more is not made.
    """
    count = 0
    for _ in range(ROUNDS):
        found = fixed(source, keep(lint(source, project)), unsafe=unsafe)
        after = read_template(found.text, source.name, source.kind)
        if not found.fixed or found.text == source.text or isinstance(after, Finding):
            break
        source, count = after, count + len(found.fixed)
    return Mended(source.text, count)
