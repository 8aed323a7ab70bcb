"""``aborts: …``: nothing is sent, for the reason given; ``true`` for any reason, ``false`` for none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Aborted

ENDS = True


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare the reason as a whole."""
    outcome = delivery.outcome
    if isinstance(outcome, Aborted):
        if expected is False:
            yield f"it is aborted: {outcome.reason}"
        elif expected is not True and outcome.reason != str(expected):
            yield f"it is aborted for another reason: {outcome.reason!r}, expected {str(expected)!r}"
    elif expected is not False:
        yield "it is not aborted"
