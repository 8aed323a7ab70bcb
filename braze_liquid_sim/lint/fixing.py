"""Fixes: edits of a text, all of a finding's or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from braze_liquid_sim.model import Edit, Finding, Fix, Source


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after one round of fixes."""

    text: str
    fixed: tuple[Finding, ...]
    """The findings whose edits were made; others may be found anew in the text."""


def fixed(source: Source, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """Make the edits of the findings from front to back, leaving out those that touch one made before.

    Suggestions are made only where ``unsafe``.
    """
    made: list[Edit] = []
    done: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix and (fix.safe or unsafe) and _fits(fix, made):
            made += fix.edits
            done.append(finding)
    return Fixed(_edited(source.text, made), tuple(done))


def _fits(fix: Fix, made: list[Edit]) -> bool:
    """Whether no edit touches another: two at one place could be made in either order."""
    return all(edit.end < other.start or other.end < edit.start for edit in fix.edits for other in made)


def _edited(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
