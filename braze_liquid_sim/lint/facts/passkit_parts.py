"""The parts of a template that are PassKit's: calls of its API, pass data, links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from braze_liquid_sim.lint.facts.documents import Json
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.passkit import hosts
from braze_liquid_sim.passkit.routes import Route

_URL = re.compile(r"\s*(?:(?P<scheme>https?)://)?(?P<host>[^/?#\s]*)(?P<path>/[^?#]*)?(?P<rest>.*)", re.DOTALL)
_OWN_PATH = re.compile(
    r"/(?:coupon/singleUse|members/(?:member|program|tier)|flights/(?:boarding|pass\b|flight\b|designator)|eventTickets"
    r"|distribution/(?:smartpass|fields|email))"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A URL with gaps, and where its parts begin in the shape of its stream."""

    scheme: str
    host: str
    host_at: int
    path: str
    path_at: int

    @property
    def is_api(self) -> bool:
        """Whether PassKit's API is meant, be its host right or not."""
        meant = hosts.corrected(self.host)
        if hosts.is_api(self.host) or meant.startswith("api."):
            return True
        return GAP in self.host and _OWN_PATH.match(self.path) is not None


@dataclass(frozen=True, slots=True)
class Request:
    """A call of PassKit's API, as far as the field that is looked at shows it."""

    method: str
    """Empty where it is not known."""
    address: Address | None
    route: Route | None
    url: Stream | None = None
    """The text of the URL, where it stands in this field."""
    body: Stream | None = None
    json: Json | None = None
    """The body."""
    guessed: str = ""
    """The message that a body without a URL seems to be."""

    @property
    def message(self) -> str:
        """The message that the body has to be; empty where that is not known."""
        return self.route.message if self.route else self.guessed


@dataclass(frozen=True, slots=True)
class Payload:
    """The data of a pass."""

    stream: Stream
    json: Json


@dataclass(frozen=True, slots=True)
class SignedLink:
    """A SmartPass link in a text, with its offsets in the shape."""

    stream: Stream
    project: str
    start: int
    rest: str
    """What follows the data: ``&sig=…`` and the parameters."""
    rest_at: int


def address_of(shape: str) -> Address | None:
    """Take a URL apart; None where there is no path or no host."""
    found = _URL.match(shape)
    if found is None or not found["host"] or not (found["scheme"] or GAP in found["host"] or "." in found["host"]):
        return None
    path = (found["path"] or "/").rstrip()
    at = found.start("path") if found["path"] else found.end("host")
    return Address(found["scheme"] or "", found["host"], found.start("host"), path, at)
