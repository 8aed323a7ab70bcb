"""What is left of the findings: without what comments silence and what the settings put aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from braze_liquid_sim.lint.configuration import Configuration
from braze_liquid_sim.lint.suppressions import audible
from braze_liquid_sim.model import Finding


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings that count."""

    findings: tuple[Finding, ...]
    """With the severities that the settings give them."""
    suppressed: int
    """Those that the settings want and a comment silences."""


def sift(findings: Iterable[Finding], configuration: Configuration, topics: Mapping[str, str], path: str) -> Sifted:
    """Sift the findings of one file; ``path`` is where it stands in the workspace."""
    judged = [configuration.judged(finding, topics.get(finding.code, ""), path) for finding in findings]
    wanted = [finding for finding in judged if finding]
    heard = tuple(audible(wanted, topics))
    return Sifted(heard, len(wanted) - len(heard))
