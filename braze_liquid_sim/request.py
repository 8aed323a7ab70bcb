"""The HTTP request that a webhook would send."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

STARS = "***"
"""What stands where a secret would be shown."""

SECRET_HEADERS = ("authorization", "proxy-authorization", "cookie", "x-api-key")
"""Headers (in lower case) whose values are never shown; the settings may name more."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request, secrets and all; show it only as :meth:`starred`."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str
    """Empty for GET."""

    def starred(self, secrets: Collection[str] = ()) -> Request:
        """A copy that can be shown: the values of secret headers are stars, behind a scheme such as ``Bearer``."""
        hidden = {*SECRET_HEADERS, *(name.lower() for name in secrets)}
        headers = {name: _starred(value) if name.lower() in hidden else value for name, value in self.headers.items()}
        return Request(self.method, self.url, headers, self.body)

    def as_text(self) -> str:
        """The request line, the headers, a blank line and the body."""
        head = [f"{self.method} {self.url}", *(f"{name}: {value}" for name, value in self.headers.items())]
        return "".join(f"{line}\n" for line in head) + f"\n{self.body}"

    def as_curl(self) -> str:
        """A line for a POSIX shell that sends the same request."""
        words = ["curl", "-X", self.method, self.url]
        for name, value in self.headers.items():
            words += ["-H", f"{name}: {value}"]
        if self.body:
            words += ["--data-raw", self.body]
        return shlex.join(words)

    def as_json(self) -> dict[str, Any]:
        """The request as plain values."""
        return {"method": self.method, "url": self.url, "headers": dict(self.headers), "body": self.body}


def _starred(value: str) -> str:
    scheme, blank, secret = value.partition(" ")
    return f"{scheme}{blank}{STARS}" if blank and secret.strip() else STARS
