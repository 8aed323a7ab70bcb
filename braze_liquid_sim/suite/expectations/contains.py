"""``contains: …``: a text, or a list of texts, that the body holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, excerpt, listed


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Look for each text."""
    text = body_of(delivery)
    for part in listed(expected):
        if text is not None and str(part) not in text:
            yield f"the text does not contain {part!r}: {excerpt(text)}"
