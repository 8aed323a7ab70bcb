"""``fails: …``: the template fails; the text is the finding's code or a part of its message, ``true`` is any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Failed

ENDS = True


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Look through all findings."""
    outcome = delivery.outcome
    if not isinstance(outcome, Failed):
        if expected is not False:
            yield "it does not fail"
    elif not isinstance(expected, bool):
        findings = outcome.findings
        if not any(str(expected) == finding.code or str(expected) in finding.message for finding in findings):
            yield f"it fails otherwise: [{findings[0].code}] {findings[0].message}, expected {expected!r}"
