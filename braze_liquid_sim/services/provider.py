"""What the templates of a run may ask for, and one session for each render."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.dialect.services import Call, Reply
from braze_liquid_sim.errors import RenderFailure
from braze_liquid_sim.model import Span
from braze_liquid_sim.ruby.time import Time

Rerender = Callable[[str], str]
"""Renders Liquid that came from outside (``:rerender``), once, for the user of the render."""


@dataclass
class Provider:
    """Everything that stands ready for the tags; lasts for a run of many renders."""

    answers: Any = None
    catalogs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Catalog to id to item."""
    selections: Mapping[str, list[Any]] = field(default_factory=dict)
    """``"catalog/selection"`` to items."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """Translation id to text."""

    def begin(self, user: Mapping[str, Any], now: Time, rerender: Rerender) -> Session:
        """The services of one render."""
        return Session(self, user, now, rerender)


class Session:
    """The services of one render; implements :class:`~braze_liquid_sim.dialect.services.Services`."""

    def __init__(self, provider: Provider, user: Mapping[str, Any], now: Time, rerender: Rerender) -> None:
        self.provider = provider
        self.user = user
        self.now = now
        self.rerender = rerender
        self.calls: list[Any] = []
        """The web service calls so far."""
        self.extras: dict[str, str] = {}
        """The pairs of ``message_extras`` so far."""

    def connected_content(self, call: Call) -> Reply:
        """Make a call."""
        message = f"Nothing answers {call.method or 'GET'} {call.url}."
        raise RenderFailure("unanswered-call", message, call.span, "Write an answer for it.")

    def extra(self, key: str, value: str, span: Span) -> None:
        """Add a pair to what goes with the send event."""
        self.extras.setdefault(key, value)
