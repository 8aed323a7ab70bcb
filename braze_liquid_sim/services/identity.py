"""Who a profile is of, and what chance has for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

_NAMES = ("external_id", "user_id", "braze_id")


def identity(user: Mapping[str, Any]) -> str:
    """A text that is the same for the same user in every render; of a user without an id, the whole profile."""
    for name in _NAMES:
        if user.get(name) is not None:
            return str(user[name])
    return json.dumps(user, sort_keys=True, default=str)


def dice(seed: int, *names: str) -> Random:
    """Random numbers that are the same for the same names in every render."""
    return Random("/".join((str(seed), *names)).encode("utf-8", "surrogatepass"))
