"""What is left of the findings: without what comments silence and what the settings put aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from braze_liquid_sim.lint.configuration import Configuration
from braze_liquid_sim.lint.rules import rules, unused_suppression
from braze_liquid_sim.lint.suppressions import audible, stale, suppressions_of
from braze_liquid_sim.model import Finding, Source


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


def stale_comments(
    source: Source, findings: Collection[Finding], topics: Mapping[str, str], judged: Collection[str]
) -> list[Finding]:
    """What comments in a file name of ``judged`` and silence in vain; ``findings`` are all of that file."""
    rule = rules()["unused-suppression"]
    return [
        rule.finding(unused_suppression.found(source, comment, named, unused))
        for comment in suppressions_of(source)
        for unused in [stale(comment, findings, topics, judged)]
        for named in unused
    ]
