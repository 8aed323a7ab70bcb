"""SmartPass links, which open or make a pass: hashed ones are built, verified and read, encrypted ones taken apart.

A hashed link carries its data readable and signed with the project's secret; an encrypted one can be read by PassKit
alone. PassKit's pages do not settle the hash and the alphabet: SHA-1 and base64url are what is built here, SHA-256 and
the standard alphabet are read as well.
"""

from __future__ import annotations

import base64
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from braze_liquid_sim.passkit import hosts

HASHES = {"sha1": 40, "sha256": 64}
"""The hashes that a signature may be of, and its length in hex digits."""

_LINK = re.compile(
    r"(?P<project>https?://[^\s?\"'<>]+)\?data=(?P<data>[^&\s\"'<>]*)"
    r"&(?P<kind>sig|iv)=(?P<proof>[^&\s\"'<>#]*)(?P<rest>[^\s\"'<>]*)"
)
_PARTS = re.compile(r"https://(?P<host>[^/?#]*)(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL)
_CODE = re.compile(r"[0-9a-z]{5,6}|[0-9A-Za-z]{22}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in its parts, as written."""

    project_url: str
    data: str
    """The pass data, encoded."""
    rest: str
    """What follows the proof, with its ``&``."""

    @property
    def unsigned(self) -> str:
        """Everything before the signature, which is what is signed."""
        return f"{self.project_url}?data={self.data}"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters behind the signature, decoded; anybody can change them."""
        return dict(parse_qsl(self.rest.partition("#")[0], keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class HashedLink(Link):
    """A link with ``?data=…&sig=…``, whose data anybody can read."""

    sig: str

    @property
    def url(self) -> str:
        """The whole link."""
        return f"{self.unsigned}&sig={self.sig}{self.rest}"

    @property
    def alphabet(self) -> str:
        """``url`` or ``standard`` where the data has letters that only one of base64's alphabets has; else empty."""
        if set(self.data) & set("+/="):
            return "standard"
        return "url" if set(self.data) & set("-_") else ""

    def signature(self, secret: str, hash: str = "sha1") -> str:
        """What ``sig`` has to be."""
        return hmac.new(secret.encode(), self.unsigned.encode(), hash).hexdigest()

    def signed_with(self, secret: str) -> str:
        """The hash whose signature it bears; empty where the secret gives neither."""
        return next((hash for hash in HASHES if hmac.compare_digest(self.sig, self.signature(secret, hash))), "")

    def pairs(self) -> list[tuple[str, object]]:
        """The members of the pass data in order, a key that stands twice twice; ValueError where it is no object."""
        text = _decoded(self.data).decode()
        value = json.loads(text, object_pairs_hook=_Pairs)
        if not isinstance(value, _Pairs):
            raise ValueError("the pass data is no JSON object")
        return list(value)

    def fields(self) -> dict[str, object]:
        """The members of the pass data."""
        return dict(self.pairs())


@dataclass(frozen=True, slots=True)
class EncryptedLink(Link):
    """A link with ``?data=…&iv=…``."""

    iv: str
    """32 hex digits."""

    @property
    def ciphertext(self) -> bytes:
        """What only PassKit can read; ValueError where ``data`` is no base64 of whole blocks of 16 bytes."""
        found = _decoded(self.data)
        if not found or len(found) % 16:
            raise ValueError(f"{len(found)} bytes are no blocks of 16")
        return found


class _Pairs(list[tuple[str, object]]):
    """A JSON object, as opposed to a list."""


def find(text: str) -> HashedLink | EncryptedLink | None:
    """The first link in a text."""
    found = _LINK.search(text)
    if found is None:
        return None
    kind = HashedLink if found["kind"] == "sig" else EncryptedLink
    return kind(found["project"], found["data"], found["rest"], found["proof"])


def take_apart(url: str) -> HashedLink | EncryptedLink:
    """A link in its parts; ValueError where it is none."""
    found = _LINK.fullmatch(url)
    link = find(url) if found else None
    if link is None:
        raise ValueError("no SmartPass link: https://…?data=…&sig=… or …&iv=…")
    return link


def hashed_link(
    project_url: str,
    fields: Mapping[str, str],
    secret: str,
    *,
    hash: str = "sha1",
    parameters: Mapping[str, str] | None = None,
) -> HashedLink:
    """Sign the fields of a pass; ``parameters`` go behind the signature."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    data = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    rest = "".join(f"&{name}={quote(value, safe='')}" for name, value in (parameters or {}).items())
    unsigned = HashedLink(project_url, data, rest, "")
    return HashedLink(project_url, data, rest, unsigned.signature(secret, hash))


def _decoded(data: str) -> bytes:
    """Base64 in either alphabet, with or without padding."""
    text = data.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)


def project_url_fault(url: str) -> tuple[str, str]:
    """What is wrong with a project's URL, and the URL that is meant where that can be told; both may be empty."""
    if url != url.strip():
        return "it has a blank at an end", url.strip()
    parts = _PARTS.match(url)
    if parts is None:
        return "it does not begin with https://", re.sub(r"^(?:http:)?/*", "https://", url)
    if parts["rest"]:
        return "it has more than a path", url.removesuffix(parts["rest"])
    host, path = parts["host"], parts["path"]
    if not hosts.is_link(host):
        meant = hosts.corrected(host)
        return f"its host {host} is not PassKit's", f"https://{meant}{path}" if meant.endswith("pskt.io") else ""
    return _path_fault(url, path)


def _path_fault(url: str, path: str) -> tuple[str, str]:
    if path != path.rstrip("/") and path.strip("/"):
        return "it ends with a slash", url.rstrip("/")
    segments = path.split("/")[1:]
    if len(segments) == 2 and segments[0] == "c":
        return ("", "") if _CODE.fullmatch(segments[1]) else (f"{segments[1]!r} is no short code", "")
    if len(segments) == 1 and _CODE.fullmatch(segments[0]):
        return "its path lacks /c/ before the code", url.removesuffix(path) + f"/c{path}"
    return "its path is not /c/ and a short code", ""


def short_code(project_url: str) -> str:
    """The last part of a project's URL."""
    return project_url.rstrip("/").rpartition("/")[2]
