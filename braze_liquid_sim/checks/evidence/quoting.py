"""How checks quote what was sent."""

from __future__ import annotations

_ROOM = 60
_WHOLE = 1000


def around(text: str, start: int, end: int | None = None) -> str:
    """The part of a text that is wrong, with some of what surrounds it."""
    end = start + 1 if end is None else end
    first, last = max(start - _ROOM, 0), min(end + _ROOM, len(text))
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def whole(text: str) -> str:
    """A text, cut where nobody would read on."""
    return text if len(text) <= _WHOLE else text[: _WHOLE - 1] + "…"
