"""``text: …``: the body, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, differences


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare the whole text, white space included."""
    text = body_of(delivery)
    if text is not None and text != str(expected):
        yield "the text is another:\n" + differences(str(expected), text)
