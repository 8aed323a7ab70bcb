"""``lacks: …``: a text, or a list of texts, that the body must not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, excerpt, listed


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Look for each text."""
    text = body_of(delivery)
    for part in listed(expected):
        if text is not None and str(part) in text:
            yield f"the text contains {part!r}: {excerpt(text)}"
