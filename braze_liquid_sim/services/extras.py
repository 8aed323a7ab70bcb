"""The pairs of ``message_extras``: texts, 1,000 bytes of them in all."""

from __future__ import annotations

MOST = 1000
"""Bytes of all keys and values together."""


def add_extra(extras: dict[str, str], key: str, value: str) -> None:
    """Add a pair without the blanks at its ends; the first of a key stays.

    Braze cuts what goes over the limit. That the last value is cut, and a pair whose key does not fit left out, is
    assumed.
    """
    key, value = key.strip(), value.strip()
    if not key or key in extras:
        return
    room = MOST - sum(_size(text) for pair in extras.items() for text in pair) - _size(key)
    if room >= 0:
        fits = _size(value) <= room
        extras[key] = value if fits else value.encode("utf-8", "replace")[:room].decode("utf-8", "ignore")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
