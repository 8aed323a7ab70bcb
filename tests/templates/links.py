"""Takes SmartPass links apart with the standard library alone, so that the tests do not believe our own filters."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Link:
    """A SmartPass link in its parts, as written."""

    unsigned: str
    """Everything before ``&sig=``, which is what is signed."""
    data: str
    sig: str
    rest: dict[str, str]
    """The decoded parameters after the signature."""

    def signature(self, secret: str) -> str:
        """What ``sig`` has to be."""
        return hmac.new(secret.encode(), self.unsigned.encode(), hashlib.sha1).hexdigest()


def take_apart(url: str) -> Link:
    """Split a link at ``?data=`` and ``&sig=``."""
    unsigned, _, after = url.partition("&sig=")
    sig, _, rest = after.partition("&")
    data = unsigned.partition("?data=")[2]
    return Link(unsigned, data, sig, dict(parse_qsl(rest, keep_blank_values=True, strict_parsing=bool(rest))))


def pairs(data: str, altchars: bytes = b"-_") -> list[tuple[str, object]]:
    """The members of the JSON object in ``data``, in order, those that stand twice twice."""
    text = base64.b64decode(data + "=" * (-len(data) % 4), altchars, validate=True).decode()
    value = json.loads(text, object_pairs_hook=list)
    assert isinstance(value, list)
    return value
