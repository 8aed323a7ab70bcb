"""What is around the templates of both states: the same for both."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from braze_liquid_sim.services.promotions import Promotions
from braze_liquid_sim.workspace import Workspace

_SHARED = ("catalogs", "selections", "carts", "data_objects", "landing_pages")


@dataclass(frozen=True)
class World:
    """What answers the templates of both sides alike, so that what differs is the templates' own doing."""

    answers: Mapping[str, Any]
    """Keywords of :func:`~braze_liquid_sim.render.compile`."""
    secret_headers: tuple[str, ...]
    """Headers that either side keeps secret."""

    @classmethod
    def of(cls, old: Workspace, new: Workspace) -> World:
        """What ``new`` has, and ``old`` where that has nothing; not content blocks and translations: they are text."""
        answers: dict[str, Any] = {name: ChainMap(getattr(new, name), getattr(old, name)) for name in _SHARED}
        answers["answers"] = lambda: [*new.answers, *old.answers]
        answers["credentials"] = lambda: {**old.settings.credentials, **new.settings.credentials}
        answers["promotions"] = _FirstCode(ChainMap(new.promotions, old.promotions))  # type: ignore[arg-type]
        return cls(answers, (*old.settings.secret_headers, *new.settings.secret_headers))


class _FirstCode(Promotions):
    """Gives everybody the first code of a list: a user's code shall not depend on who else took one."""

    def set_aside(self, name: str, user: str, now: Any) -> str | None:
        """The first code, as if nobody else were there."""
        codes = self._codes(name, now)
        return str(codes[0]) if codes else None
