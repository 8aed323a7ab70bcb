"""A template's way to the world outside: the services of a render, and the Liquid that comes back from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.reading import only
from braze_liquid_sim.errors import AbortMessage, Interruption, RenderFailure
from braze_liquid_sim.model import Aborted, Sent, Source, Span
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.services import Rendering, Services
    from braze_liquid_sim.engine.reading import Fields
    from braze_liquid_sim.engine.runtime import Context
    from braze_liquid_sim.engine.template import Template

OpenServices = Callable[[Mapping[str, Any], Time, "Rendering"], "Services"]
"""Opens the services of one render: for a profile, at a time, with a way to render Liquid that came from outside."""
_TEXTS = 256
"""Texts from outside that are kept compiled."""


class Outside:
    """What one template needs to ask services.

    ``compiled`` makes a template of a text as this one was made, with the services it is given.
    """

    def __init__(
        self, open_services: OpenServices | None, compiled: Callable[[Source, OpenServices | None], Template]
    ) -> None:
        self.open_services = open_services
        self._compiled = compiled
        self._texts: dict[str, Template] = {}

    def served(self, run: Callable[..., Sent], fields: Fields | None) -> Callable[..., Sent]:
        """A run that may ask the world outside, and tells what it asked; ``fields`` are what it reads of a profile."""

        def served(u: Any, d: Any, k: Context, c: Any) -> Sent:
            services = (self.open_services or _no_services)(u, k.now, partial(self._render, fields, u, k))
            k.services = services
            try:
                outcome = run(u, d, k, c)
                while services.again():
                    outcome = run(u, d, k, c)
            except Interruption as interruption:
                interruption.calls, interruption.extras = tuple(services.calls), services.extras
                if isinstance(interruption, AbortMessage):
                    interruption.errors = tuple(k.errors)
                raise
            outcome.calls, outcome.extras = tuple(services.calls), services.extras
            return outcome

        return served

    def _render(
        self,
        fields: Fields | None,
        user: Mapping[str, Any],
        k: Context,
        text: str,
        variables: Mapping[str, Any] | None = None,
    ) -> str:
        """Liquid that came from outside, rendered once, without a world outside; a bad one is printed as its error.

        With ``variables`` it is part of the message, and may ask what the message may; without, Braze has loaded only
        what the message names of the profile.
        """
        foreign = variables is None
        services = None if foreign or k.services is None else partial(_same, k.services)
        template = self._template(text)
        template.ask(services)
        outcome = template.render(only(user, fields) if foreign else user, data=variables, now=k.now)
        if isinstance(outcome, Sent):
            return outcome.text
        whole = Span(template.source, 0, len(text))
        if isinstance(outcome, Aborted):
            raise AbortMessage(outcome.reason, outcome.span or whole)
        found = outcome.finding
        if foreign:
            return found.message
        raise RenderFailure(found.code, found.message, found.span or whole, found.help)

    def _template(self, text: str) -> Template:
        """A text from outside, compiled; the last few are kept, since many users are given the same ones."""
        if text not in self._texts:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            self._texts[text] = self._compiled(Source(text, "text from outside"), None)
        return self._texts[text]


def _same(services: Services, *_arguments: Any) -> Services:
    """Services that are open already."""
    return services


def _no_services(*_arguments: Any) -> Services:
    from braze_liquid_sim.dialect.services import NoServices

    return NoServices()
