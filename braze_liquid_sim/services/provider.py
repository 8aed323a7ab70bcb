"""What the templates of a run may ask for, and one session for each render."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

from braze_liquid_sim.dialect.services import Call, Rendering, Reply
from braze_liquid_sim.model import Span
from braze_liquid_sim.ruby.number import to_integer
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.services import carts, catalogs
from braze_liquid_sim.services.answers import Answers, answers_of
from braze_liquid_sim.services.credentials import Credential, credentials_of, secrets_of
from braze_liquid_sim.services.extras import add_extra
from braze_liquid_sim.services.http import Transport
from braze_liquid_sim.services.identity import dice, identity
from braze_liquid_sim.services.memory import Memory
from braze_liquid_sim.services.misses import unknown
from braze_liquid_sim.services.promotions import Promotions
from braze_liquid_sim.services.retries import Retries
from braze_liquid_sim.services.translations import Translations
from braze_liquid_sim.services.web import Web


@dataclass
class Provider:
    """Everything that stands ready for the tags; lasts for a run of many renders."""

    answers: Any = None
    """What :func:`~braze_liquid_sim.services.answers.answers_of` reads, or a function that gives it."""
    catalogs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Catalog to id to item."""
    selections: Mapping[str, Any] = field(default_factory=dict)
    """``"catalog/selection"`` to items, or to the definition of the selection."""
    translations: Mapping[str, Any] = field(default_factory=dict)
    """Translation id to text, or locale to id to text."""
    promotions: Mapping[str, Any] | Promotions = field(default_factory=dict)
    """Promotion list to codes; a ``Promotions`` is shared with the other fields of the message."""
    carts: Mapping[str, Any] = field(default_factory=dict)
    """Cart id to cart."""
    data_objects: Mapping[str, list[Any]] = field(default_factory=dict)
    """Type to objects, for users whose profile has none of that type."""
    landing_pages: Mapping[str, str] = field(default_factory=dict)
    """Handle to URL."""
    credentials: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    """Name to user and password, or to headers and domains; or a function that gives it."""
    faults: str | None = None
    """What goes wrong with every call: a name of :data:`~braze_liquid_sim.services.faults.FAULTS`."""
    preview: bool = False
    """Whether the message is looked at in the dashboard: calls are made, retries are not."""
    transport: Transport | None = None
    """What makes the calls instead of the answers."""
    memory: Memory = field(default_factory=Memory)
    """What is remembered between calls: shared by the fields of a message."""
    allow_hosts: Collection[str] = ()
    """Hosts that may be called at any port."""
    seed: int = 0
    """What random numbers begin with; each user has the same ones in every render."""

    @cached_property
    def web(self) -> Web:
        """The web calls."""
        transport = self.transport or self.ready
        allowed = frozenset(host.casefold() for host in self.allow_hosts)
        return Web(transport, self.known_credentials, self.memory, fault_name=self.faults, allowed_hosts=allowed)

    @cached_property
    def known_credentials(self) -> dict[str, Credential]:
        """The credentials with their values from the environment."""
        given = self.credentials() if callable(self.credentials) else self.credentials
        return credentials_of(given, os.environ)

    @cached_property
    def ready(self) -> Answers:
        """The answers that stand ready; ``ready.unused`` are those that nothing has asked for."""
        given = self.answers() if callable(self.answers) else self.answers
        return Answers(answers_of(given), secrets_of(self.known_credentials), self.memory.used)

    @cached_property
    def translated(self) -> Translations:
        """The translations by locale."""
        return Translations(self.translations)

    @cached_property
    def codes(self) -> Promotions:
        """The promotion codes."""
        return self.promotions if isinstance(self.promotions, Promotions) else Promotions(self.promotions)

    def begin(self, user: Mapping[str, Any], now: Time, rerender: Rendering) -> Session:
        """The services of one render."""
        return Session(self, user, now, rerender)


class Session:
    """The services of one render; implements :class:`~braze_liquid_sim.dialect.services.Services`."""

    def __init__(self, provider: Provider, user: Mapping[str, Any], now: Time, rerender: Rendering) -> None:
        self.provider = provider
        self.user = user
        self.now = now
        self._rerender = rerender
        self._inside = 0
        self.calls: list[Any] = []
        """The web service calls so far."""
        self.extras: dict[str, str] = {}
        """The pairs of ``message_extras`` so far."""
        self.retries = Retries()
        self.answered: dict[int, int] = {}
        """How often each answer was given."""

    def rerender(self, text: str, variables: Mapping[str, Any] | None = None) -> str:
        """Render Liquid that came from outside, with the variables as part of the message."""
        self._inside += 1
        try:
            return self._rerender(text, variables)
        finally:
            self._inside -= 1

    def connected_content(self, fields: Mapping[str, Any], span: Span) -> Reply:
        """Make a call."""
        call = Call(span=span, **fields)
        reply, failed = self.provider.web.call(call, self)
        if failed:
            self.retries.note(span)
        return reply

    def again(self) -> bool:
        """Whether the message is to be rendered once more, for a call with ``:retry`` that failed."""
        # A part of the message is not tried again by itself.
        if self._inside or not self.retries.again(preview=self.provider.preview):
            return False
        self.extras.clear()
        return True

    @cached_property
    def _user_id(self) -> str:
        return identity(self.user)

    @cached_property
    def _random(self) -> Random:
        return dice(self.provider.seed, self._user_id)

    def catalog_items(self, catalog: str, ids: list[str], rerender: bool, span: Span) -> list[Any]:
        """Items of a catalog by their ids."""
        items = catalogs.by_id(self.provider.catalogs, catalog.strip(), ids, span)
        return catalogs.rerendered(items, self.rerender) if rerender else items

    def catalog_selection_items(self, catalog: str, selection: str, rerender: bool, span: Span) -> list[Any]:
        """The items of a selection."""
        name = catalog.strip(), selection.strip()
        order = dice(self.provider.seed, self._user_id, *name)

        def value(text: str) -> str:
            return self.rerender(text, {})

        items = catalogs.by_selection(self.provider.catalogs, self.provider.selections, name, span, value, order)
        return catalogs.rerendered(items, self.rerender) if rerender else items

    def set_aside(self, name: str) -> None:
        """Take a promotion code for this user, whether it will be shown or not."""
        self.provider.codes.set_aside(name, self._user_id, self.now)

    def promotion(self, name: str, span: Span) -> str:
        """The user's code of a promotion list."""
        return self.provider.codes.code(name, self._user_id, self.now, span)

    def extra(self, key: str, value: str, span: Span) -> None:
        """Add a pair to what goes with the send event."""
        add_extra(self.extras, key, value)

    def translation(self, name: str, variables: Mapping[str, Any], span: Span) -> str | None:
        """The text of the user's locale, the Liquid in it rendered with the message's variables."""
        text = self.provider.translated.text(name, self.user, span)
        if text is None or not ("{{" in text or "{%" in text):
            return text
        return self.rerender(text, variables)

    def random(self, limit: Any, span: Span) -> int | float:
        """A number; as Ruby's ``rand`` has it, below 0 is not less and a limit of 0 is none."""
        most = 0 if limit is None else abs(to_integer(limit))
        return self._random.randrange(most) if most else self._random.random()

    def shopping_cart(self, cart: str, abort_if_not_abandoned: bool, span: Span) -> Any:
        """A cart, or None."""
        return carts.find_cart(self.provider.carts, self.user, cart, abort_if_not_abandoned, span)

    def data_objects(self, kind: str, span: Span) -> list[Any]:
        """The user's data objects of a type; where the profile has none, those that stand ready for everybody."""
        own = self.user.get("data_objects")
        found = own.get(kind) if isinstance(own, Mapping) else None
        if not isinstance(found, list):
            found = self.provider.data_objects.get(kind)
        return found if isinstance(found, list) else []

    def landing_page_url(self, handle: str, span: Span) -> str:
        """The URL of a landing page; no page is a failure, since Braze does not say what it would print."""
        pages = self.provider.landing_pages
        if handle not in pages:
            raise unknown("landing page", handle, pages, span, "landing_pages.yaml")
        return str(pages[handle])
