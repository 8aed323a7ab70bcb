"""URLs."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_letters, digits
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import BRAZE_FILTERS, RUBY, liquid_filter
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.text import to_bytes, to_s

_REMEMBERED: Final = 20_000


class _Escapes(dict[str, str]):
    """Each character with its percent escapes, learned as they come."""

    def __init__(self, safe: str) -> None:
        super().__init__({char: char for char in safe})

    def __missing__(self, char: str) -> str:
        escaped = "".join(f"%{byte:02X}" for byte in to_bytes(char))
        if len(self) < _REMEMBERED:
            self[char] = escaped
        return escaped


def _escaper(safe: str, **others: str) -> Callable[[str], str]:
    """A function that escapes everything but the safe characters."""
    table = _Escapes(safe)
    table.update(others)
    escapes = table.__getitem__
    replace = re.compile(f"[^{re.escape(safe)}]").sub

    def escaped(match: re.Match[str]) -> str:
        return escapes(match[0])

    def escape(text: str) -> str:
        # Most texts are safe but for a few characters; only scripts beyond ASCII are quicker letter by letter.
        if text.isascii():
            return replace(escaped, text)
        return "".join(map(escapes, text))

    return escape


_UNRESERVED: Final = ascii_letters + digits + "-_.~"
_form: Final = _escaper(_UNRESERVED, **{" ": "+"})
_parameter: Final = _escaper(_UNRESERVED)
_url: Final = _escaper(_UNRESERVED + "!*'();/?:@&=+$,[]")


@liquid_filter(fidelity="documented", source=BRAZE_FILTERS, total=True)
def url_encode(value: Any) -> Any:
    """Form encoding: a blank becomes ``+``, everything but letters, digits and ``-_.~`` its UTF-8 bytes as ``%XX``."""
    return None if value is None else _form(value if value.__class__ is str else to_s(value))


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def url_param_escape(value: Any) -> str:
    """For a value in a query string: everything but letters, digits and ``-_.~`` as ``%XX``, a blank too.

    Braze shows ``& < >`` only; that the other reserved marks are escaped as well is assumed.
    """
    return _parameter(value if value.__class__ is str else to_s(value))


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def url_escape(value: Any) -> str:
    """For a whole URL: escapes what may not stand in one and keeps the reserved marks.

    Braze shows ``< >`` only; which marks survive is taken from Ruby's ``URI.escape`` (a ``%`` and a ``#`` do not).
    """
    return _url(value if value.__class__ is str else to_s(value))


_PERCENT: Final = re.compile(rb"%([0-9A-Fa-f]{2})")


@liquid_filter(fidelity="ruby", source=RUBY)
def url_decode(value: Any) -> Any:
    """Undo ``url_encode``; a ``%`` without two digits stays. nil stays nil. Not in Braze's list."""
    if value is None:
        return None
    text = to_s(value).replace("+", " ")
    if "%" not in text:
        return text
    try:
        return _PERCENT.sub(lambda match: bytes.fromhex(match[1].decode()), to_bytes(text)).decode()
    except UnicodeDecodeError:
        raise LiquidError("invalid byte sequence in UTF-8") from None
