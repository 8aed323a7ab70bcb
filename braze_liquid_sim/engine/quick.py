"""What intrinsics call: the quick halves of some filters, for texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from braze_liquid_sim.dialect.filters import encoding, urls

_PLAIN: Final = re.compile("[A-Za-z0-9_.~-]*").fullmatch
_SHORT: Final = 128
_REMEMBERED: Final = 4096


def _url_escape(escape: Callable[[Any], Any]) -> Callable[[str], str]:
    """An escape of texts that mostly need none or come again, as the names of campaigns do."""
    remembered = lru_cache(_REMEMBERED)(escape)

    def quick(text: str) -> str:
        if _PLAIN(text):
            return text
        return remembered(text) if len(text) < _SHORT else escape(text)  # type: ignore[no-any-return]

    return quick


URL_ESCAPES: Final = {
    "url_encode": _url_escape(urls.url_encode),
    "url_param_escape": _url_escape(urls.url_param_escape),
    "url_escape": _url_escape(urls.url_escape),
}
"""By the name of the filter's function."""


def url_escape(name: str) -> Callable[[str], str]:
    """One of the escapes."""
    return URL_ESCAPES[name]


SIGNATURES: Final = {
    "hmac_sha1_hex": "sha1",
    "hmac_sha256_hex": "sha256",
    "hmac_sha256": "sha256",
    "hmac_sha512": "sha512",
}
"""The algorithm by the name of the filter's function."""


def signer(name: str, key: str) -> Callable[[str], str]:
    """A signature with one key, whose two hashes have read it already."""
    import hashlib

    inner, outer = encoding.key_schedule(getattr(hashlib, SIGNATURES[name]), key)
    new_inner, new_outer = inner.copy, outer.copy

    def sign(text: str) -> str:
        inner = new_inner()
        inner.update(text.encode())
        outer = new_outer()
        outer.update(inner.digest())
        return outer.hexdigest()  # type: ignore[no-any-return]

    return sign
