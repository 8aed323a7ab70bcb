"""Promotion codes: lists of them, and who got which.

One code for each list and user, the same in every field of the message. A list that is empty or expired cancels a
message that would show a code of it, as Braze documents; an aborted message does not give its code back, where Braze's
pages disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from braze_liquid_sim.engine.runtime import as_time
from braze_liquid_sim.errors import AbortMessage
from braze_liquid_sim.model import Span
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.services.misses import unknown


class Promotions:
    """The lists of a run; a list is codes, or ``codes`` with a time when they ``expire``."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._lists = lists
        self._given: dict[tuple[str, str], str | None] = {}
        self._used: dict[str, int] = {}

    def set_aside(self, name: str, user: str, now: Time) -> str | None:
        """Take a code for a user; None where the list has none or does not exist."""
        if (name, user) not in self._given:
            codes = self._codes(name, now)
            used = self._used.get(name, 0)
            self._given[name, user] = str(codes[used]) if used < len(codes) else None
            self._used[name] = used + 1
        return self._given[name, user]

    def code(self, name: str, user: str, now: Time, span: Span) -> str:
        """The user's code of a list."""
        if name not in self._lists:
            raise unknown("promotion list", name, self._lists, span, "promotions.yaml")
        code = self.set_aside(name, user, now)
        if code is None:
            raise AbortMessage(f"Promotion code list {name!r} is empty or expired", span)
        return code

    def _codes(self, name: str, now: Time) -> Sequence[Any]:
        found = self._lists.get(name)
        if isinstance(found, Mapping):
            expires = as_time(found.get("expires"))
            if isinstance(expires, Time) and expires <= now:
                return ()
            found = found.get("codes")
        return found if isinstance(found, list) else ()
