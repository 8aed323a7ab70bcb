"""``errors: …``: a text, or a list of texts, one for each error of Liquid that stands inside the message, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Failed
from braze_liquid_sim.suite.comparing import listed


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Each text must stand in the error of its place."""
    outcome = delivery.outcome
    if isinstance(outcome, Failed):
        return
    parts, errors = listed(expected), outcome.errors
    if len(parts) != len(errors):
        yield f"the message holds {len(errors)} errors of Liquid, expected {len(parts)}"
    for part, error in zip(parts, errors, strict=False):
        if str(part) not in error.message:
            yield f"an error of Liquid is another: {error.message!r}, expected {part!r}"
