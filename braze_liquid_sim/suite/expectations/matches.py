"""``matches: …``: a regular expression, or a list of them, that the body holds a match of (``^…$`` for all of it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, excerpt, listed


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Search for each pattern, in Python's syntax."""
    text = body_of(delivery)
    for pattern in listed(expected):
        try:
            found = text is None or re.search(str(pattern), text)
        except re.error as error:
            raise UsageError(f"matches: {pattern!r} is no regular expression: {error}", help="Mend it.") from error
        if not found:
            yield f"the text does not match {pattern!r}: {excerpt(text or '')}"
