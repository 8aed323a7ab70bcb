"""The nouns of a web call: what is asked, what comes back, what is remembered of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from braze_liquid_sim.model import Span

STARS = "***"

SECONDS = 2.0
"""An answer that takes longer is not waited for."""

BYTES = 1_000_000
"""A longer answer is not used. Braze says 1 MB; that it counts in thousands is assumed."""

_SECRET_HEADERS = ("authorization", "proxy-authorization", "cookie", "x-api-key")


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it goes out, header names as written."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; ``problem`` says why nothing did."""

    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    seconds: float = 0.0
    answer: str = ""
    """Name of the answer that gave it."""
    problem: str = ""
    """``timeout``, ``connection`` … , or empty."""
    size: int | None = None
    """Bytes, where it is not that of ``body``."""

    @property
    def too_late(self) -> bool:
        """Whether Braze would not have waited for it."""
        return self.problem == "timeout" or self.seconds > SECONDS

    @property
    def too_long(self) -> bool:
        """Whether it is over what Braze takes."""
        size = len(self.body.encode("utf-8", "surrogatepass")) if self.size is None else self.size
        return size > BYTES

    @property
    def usable(self) -> bool:
        """Whether it is a success that Braze would look into."""
        came = not self.problem and not self.too_late and not self.too_long
        return came and self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class WebCall:
    """One call that a template made, with all secrets starred out."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str | None
    span: Span
    answer: str = ""
    """Name of the answer that matched."""
    status: int | None = None
    """None where nothing came; 598 is Braze's for a host that it lets rest, 599 for no connection."""
    cached: bool = False
    seconds: float = 0.0
    problem: str = ""
    """Why the answer was not used, or empty."""
    attempt: int = 1
    """Counts the retries of the message."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What stands in the tag and is no option that Braze documents."""


class Transport(Protocol):
    """Brings a request to whatever answers it."""

    def send(self, request: Request, session: Any, span: Span) -> Response:
        """The answer; raises RenderFailure where there is none to be had."""


def header(headers: Mapping[str, str], name: str) -> str | None:
    """A header's value; case is no difference."""
    folded = name.casefold()
    return next((value for key, value in headers.items() if key.casefold() == folded), None)


def starred(text: str, secrets: Iterable[str]) -> str:
    """A text without the secrets in it."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, STARS)
    return text


def starred_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Headers without secrets, known ones or such as stand in headers that are made for them."""
    secrets = tuple(secrets)
    return {name: _starred_header(name, value, secrets) for name, value in headers.items()}


def _starred_header(name: str, value: str, secrets: tuple[str, ...]) -> str:
    if name.casefold() not in _SECRET_HEADERS:
        return starred(value, secrets)
    scheme = re.match(r"(?:Basic|Bearer|Digest|Token)\s+", value, re.IGNORECASE)
    return (scheme[0] if scheme else "") + STARS
