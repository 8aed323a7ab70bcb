"""``fields: …``: the fields beside the body (``subject``, ``preheader`` …) that matter, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import subset

FORM = (dict,)


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare each named field."""
    if delivery.texts or not expected:
        yield from subset(expected, dict(delivery.texts), "fields")
    else:
        yield "there are no fields beside the body"
