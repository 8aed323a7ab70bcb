"""A user made harmless: the same texts without the characters that mean something in JSON, a link or a header.

What is there stays there and what is blank stays blank, so that a template takes the same way for both.
"""

from __future__ import annotations

import re
from typing import Any

_KEPT = re.compile(r"[\d\s:.+\-TZ/]+|https?://\S+|[\w.+-]+@[\w.-]+|[A-Z][A-Za-z_]+/[A-Za-z_/]+")
"""Numbers, dates, whole links, addresses and time zones: what has a form of its own."""
_HARMFUL = re.compile(r'["\\/?#&=%+;<>\[\]{}$\x00-\x08\x0b\x0c\x0e-\x1f\x7f]')


def tamed(value: Any) -> Any:
    """A profile, or a part of one, with a letter for each such character."""
    if isinstance(value, dict):
        return value if "$time" in value else {key: tamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [tamed(item) for item in value]
    if isinstance(value, str) and not _KEPT.fullmatch(value):
        return _HARMFUL.sub("x", value)
    return value
