"""Outcomes and findings as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.model import Aborted, Failed, Finding, Outcome, Sent
from braze_liquid_sim.report.drawing import clean, place_lines

_NEXT_STEP = "Mend the template at that place and render again."


def outcome_lines(outcome: Outcome) -> Iterator[str]:
    """What stderr says about an outcome; nothing for a text that is sent as it should be."""
    if isinstance(outcome, Failed):
        for finding in outcome.findings:
            yield from finding_lines(finding)
        return
    for error in outcome.errors:
        yield f"note: the text holds an error of Liquid: {clean(error.message)}"
        yield from place_lines(error.span)
    if isinstance(outcome, Sent):
        for warning in outcome.warnings:
            yield from finding_lines(warning)
    elif isinstance(outcome, Aborted):
        yield f"aborted, nothing is sent: {clean(outcome.reason)}"
        yield from place_lines(outcome.span)


def finding_lines(finding: Finding) -> Iterator[str]:
    """The message, the line with a caret below it, and the next step."""
    yield f"{finding.severity.value}[{finding.code}]: {clean(finding.message)}"
    yield from place_lines(finding.span)
    yield f"  help: {clean(finding.help or _NEXT_STEP)}"
