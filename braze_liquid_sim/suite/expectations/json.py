"""``json: …``: the members of the body, read as JSON, that matter; members that are not named may be anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, excerpt, subset


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare objects by the members that are expected, lists item by item, all else for equality."""
    text = body_of(delivery)
    if text is None:
        return
    try:
        value = json.loads(text)
    except ValueError as error:
        yield f"the text is not JSON: {error}: {excerpt(text)}"
        return
    yield from subset(expected, value, "")
