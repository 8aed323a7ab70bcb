"""Comparing what came with what was expected, and showing the difference."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Sent

_ROOM = 200
"""Characters of a text that a message quotes."""


def body_of(delivery: Delivery) -> str | None:
    """The body; None where nothing is sent, which is told apart from this."""
    return delivery.outcome.text if isinstance(delivery.outcome, Sent) else None


def listed(value: Any) -> list[Any]:
    """One or several as a list; null is none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def excerpt(text: str) -> str:
    """The beginning of a text, in quotes."""
    return repr(text) if len(text) <= _ROOM else f"{text[:_ROOM]!r}…"


def differences(expected: str, found: str) -> str:
    """A diff, ``-`` expected and ``+`` found; what cannot be seen is written out."""
    differ = expected.endswith("\n") != found.endswith("\n")
    before, after = _visible(expected, differ), _visible(found, differ)
    return "\n".join(unified_diff(before, after, "expected", "found", n=2, lineterm=""))


def _visible(text: str, end_matters: bool) -> list[str]:
    lines = text.split("\n")
    shown = [line.encode("unicode_escape").decode() if _hides(line) else line for line in lines]
    if lines[-1] == "":
        return shown[:-1]
    return [*shown[:-1], shown[-1] + "  (no line break at the end)"] if end_matters else shown


def _hides(line: str) -> bool:
    return line != line.rstrip() or not line.isprintable()


def subset(expected: Any, found: Any, path: str) -> Iterator[str]:
    """What of ``expected`` is not in ``found``: members of objects that are not expected do not matter."""
    where = path or "the value"
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            below = f"{path}.{key}" if path else str(key)
            if key in found:
                yield from subset(value, found[key], below)
            else:
                there = ", ".join(map(str, found)) or "nothing"
                yield f"{below} is missing; there is {there}"
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{where} has {len(found)} items, expected {len(expected)}"
        for at, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from subset(one, other, f"{path}[{at}]")
    elif isinstance(expected, bool) != isinstance(found, bool) or expected != found:
        yield f"{where} is {found!r}, expected {expected!r}"
