"""What the tags ask of the world outside the template: web services, catalogs, promotion codes, translations.

The tags name it here as a protocol; :mod:`braze_liquid_sim.services` answers from files, and nothing else does unless
it is asked to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from braze_liquid_sim.model import Span


@dataclass(frozen=True, slots=True)
class Call:
    """A ``connected_content`` tag with everything in it rendered."""

    url: str
    span: Span
    method: str | None = None
    """As written; None where the option is absent."""
    headers: str | None = None
    """The JSON text behind ``:headers``."""
    body: str | None = None
    content_type: str | None = None
    basic_auth: str | None = None
    """Name of a stored credential."""
    auth_credentials: str | None = None
    """Name of a stored credential."""
    cache_max_age: str | None = None
    """Seconds, as written behind ``:cache_max_age`` or ``:cache``."""
    no_cache: bool = False
    retry: bool = False
    rerender: bool = False
    personal: bool = False
    """Whether the markup holds an attribute that Braze does not cache by (``user_id``, ``email_address`` …)."""
    options: dict[str, str] = field(default_factory=dict)
    """Options that Braze does not document."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a ``connected_content`` tag makes of an answer.

    ``saves`` says whether ``value`` goes into the variable; ``text`` takes the tag's place.
    """

    saves: bool = False
    value: Any = None
    text: str = ""


class Rendering(Protocol):
    """Renders Liquid that came from outside, once, for the user of the render and without a world outside."""

    def __call__(self, text: str, variables: Mapping[str, Any] | None = None) -> str:
        """With variables it is part of the message; without, it knows of the profile what the message names."""


class Services(Protocol):
    """What one render may ask. A method raises AbortMessage or RenderFailure where the message ends there."""

    calls: list[Any]
    """The web service calls so far."""
    extras: dict[str, str]
    """The pairs of ``message_extras`` so far."""

    def connected_content(self, fields: Mapping[str, Any], span: Span) -> Reply:
        """Make a call; ``fields`` are those of :class:`Call`."""

    def again(self) -> bool:
        """Whether the message is to be rendered once more, for a call that failed; raises AbortMessage at the end."""

    def catalog_items(self, catalog: str, ids: list[str], rerender: bool, span: Span) -> list[Any]:
        """Items of a catalog in the order of their ids; unknown items are left out, an unknown catalog aborts."""

    def catalog_selection_items(self, catalog: str, selection: str, rerender: bool, span: Span) -> list[Any]:
        """The items of a selection, at most 50."""

    def set_aside(self, name: str) -> None:
        """Take a code of a promotion list before the message is rendered."""

    def promotion(self, name: str, span: Span) -> str:
        """A code of a promotion list; an empty list cancels the message."""

    def extra(self, key: str, value: str, span: Span) -> None:
        """Add a pair to what goes with the send event."""

    def translation(self, name: str, variables: Mapping[str, Any], span: Span) -> str | None:
        """The text of the locale for an id, rendered with the message's variables; None where there is none."""

    def random(self, limit: Any, span: Span) -> int | float:
        """A whole number below ``limit``, or a number from 0 to 1."""

    def shopping_cart(self, cart: str, abort_if_not_abandoned: bool, span: Span) -> Any:
        """A cart, or None."""

    def data_objects(self, kind: str, span: Span) -> list[Any]:
        """The data objects of a kind."""

    def landing_page_url(self, handle: str, span: Span) -> str:
        """The URL of a landing page."""


class NoServices:
    """A world outside that has nothing: Braze reads no such tag in Liquid that itself came from outside."""

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self.extras: dict[str, str] = {}

    def connected_content(self, fields: Mapping[str, Any], span: Span) -> Reply:
        """No answer."""
        return Reply()

    def again(self) -> bool:
        """Nothing is called, so nothing fails."""
        return False

    def catalog_items(self, catalog: str, ids: list[str], rerender: bool, span: Span) -> list[Any]:
        """No item."""
        return []

    def catalog_selection_items(self, catalog: str, selection: str, rerender: bool, span: Span) -> list[Any]:
        """No item."""
        return []

    def set_aside(self, name: str) -> None:
        """No code."""

    def promotion(self, name: str, span: Span) -> str:
        """No code."""
        return ""

    def extra(self, key: str, value: str, span: Span) -> None:
        """Goes nowhere."""

    def translation(self, name: str, variables: Mapping[str, Any], span: Span) -> str | None:
        """No text."""
        return None

    def random(self, limit: Any, span: Span) -> int | float:
        """Always the lowest."""
        return 0

    def shopping_cart(self, cart: str, abort_if_not_abandoned: bool, span: Span) -> Any:
        """No cart."""
        return None

    def data_objects(self, kind: str, span: Span) -> list[Any]:
        """No object."""
        return []

    def landing_page_url(self, handle: str, span: Span) -> str:
        """No page."""
        return ""
