"""Digests, signatures and base64."""

from __future__ import annotations

import hashlib
from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import BRAZE_FILTERS, RUBY, liquid_filter
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.text import from_bytes, to_bytes, to_s

_Hash = Any  # hashlib's objects have no public type


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def md5(value: Any) -> str:
    """MD5 of the UTF-8 text, in small hexadecimal digits."""
    return hashlib.md5(to_bytes(to_s(value)), usedforsecurity=False).hexdigest()


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def sha1(value: Any) -> str:
    """SHA-1 of the UTF-8 text, in small hexadecimal digits."""
    return hashlib.sha1(to_bytes(to_s(value)), usedforsecurity=False).hexdigest()


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def sha2(value: Any) -> str:
    """SHA-256 of the UTF-8 text, in small hexadecimal digits."""
    return hashlib.sha256(to_bytes(to_s(value))).hexdigest()


@liquid_filter(fidelity="assumed", source="Shopify's filter; Braze lists sha2 only", returns="str", total=True)
def sha256(value: Any) -> str:
    """As ``sha2``; the name is Shopify's."""
    return hashlib.sha256(to_bytes(to_s(value))).hexdigest()


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True, names=("hmac_sha1", "hmac_sha_1"))
def hmac_sha1_hex(value: Any, key: Any) -> str:
    """HMAC-SHA-1 in small hexadecimal digits; text and key as UTF-8. ``hmac_sha1`` is the older name."""
    return _hmac(hashlib.sha1, value, key).hexdigest()  # type: ignore[no-any-return]


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def hmac_sha1_base64(value: Any, key: Any) -> str:
    """HMAC-SHA-1 in base64."""
    return _base64(_hmac(hashlib.sha1, value, key).digest())


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def hmac_sha256_hex(value: Any, key: Any) -> str:
    """HMAC-SHA-256 in small hexadecimal digits."""
    return _hmac(hashlib.sha256, value, key).hexdigest()  # type: ignore[no-any-return]


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def hmac_sha256_base64(value: Any, key: Any) -> str:
    """HMAC-SHA-256 in base64."""
    return _base64(_hmac(hashlib.sha256, value, key).digest())


@liquid_filter(fidelity="assumed", source=BRAZE_FILTERS, returns="str", total=True)
def hmac_sha256(value: Any, key: Any) -> str:
    """HMAC-SHA-256; Braze lists it without saying hexadecimal or base64, Shopify's is hexadecimal."""
    return _hmac(hashlib.sha256, value, key).hexdigest()  # type: ignore[no-any-return]


@liquid_filter(fidelity="assumed", source=BRAZE_FILTERS, returns="str", total=True)
def hmac_sha512(value: Any, key: Any) -> str:
    """HMAC-SHA-512; listed without a form, taken as hexadecimal."""
    return _hmac(hashlib.sha512, value, key).hexdigest()  # type: ignore[no-any-return]


_INNER: Final = bytes(byte ^ 0x36 for byte in range(256))
_OUTER: Final = bytes(byte ^ 0x5C for byte in range(256))


def _hmac(algorithm: Callable[..., _Hash], value: Any, key: Any) -> _Hash:
    """The outer hash of an HMAC; a batch signs with one key, so the two hashes that have read it are kept."""
    inner, outer = key_schedule(algorithm, key if key.__class__ is str else to_s(key))
    inner, outer = inner.copy(), outer.copy()
    inner.update(value.encode() if value.__class__ is str and value.isascii() else to_bytes(to_s(value)))
    outer.update(inner.digest())
    return outer


@lru_cache(maxsize=64)
def key_schedule(algorithm: Callable[..., _Hash], key: str) -> tuple[_Hash, _Hash]:
    """The inner and the outer hash, fed with the padded key (RFC 2104)."""
    secret = to_bytes(key)
    size: int = algorithm().block_size
    if len(secret) > size:
        secret = algorithm(secret).digest()
    padded = secret.ljust(size, b"\0")
    return algorithm(padded.translate(_INNER)), algorithm(padded.translate(_OUTER))


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode("ascii")


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True, names=("base64",))
def base64_encode(value: Any) -> str:
    """Base64 of the UTF-8 text: standard alphabet, padded, one line."""
    return _base64(to_bytes(value if value.__class__ is str else to_s(value)))


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def base64_url_safe_encode(value: Any) -> str:
    """Base64 with ``-`` and ``_``, padded. Not in Braze's list."""
    return _base64(to_bytes(to_s(value))).replace("+", "-").replace("/", "_")


@liquid_filter(fidelity="ruby", source=RUBY, returns="str")
def base64_decode(value: Any) -> str:
    """The text behind padded base64 without line ends. Not in Braze's list."""
    return _decoded(to_s(value), "base64_decode")


@liquid_filter(fidelity="ruby", source=RUBY, returns="str")
def base64_url_safe_decode(value: Any) -> str:
    """The text behind base64 in either alphabet, padded or not. Not in Braze's list."""
    text = to_s(value)
    if not text.endswith("="):
        text += "=" * (-len(text) % 4)
    return _decoded(text.replace("-", "+").replace("_", "/"), "base64_url_safe_decode")


def _decoded(text: str, name: str) -> str:
    """Decode what encodes back to the same text, which is what Ruby's strict decoder accepts."""
    try:
        data = a2b_base64(text)
    except (Error, ValueError):
        data = None
    if data is None or _base64(data) != text:
        raise LiquidError(f"invalid base64 provided to {name}")
    return from_bytes(data)
