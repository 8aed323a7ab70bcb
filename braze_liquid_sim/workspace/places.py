"""Where in a YAML text each scalar stands, character by character, so that messages can point into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_ESCAPED = {"x": 4, "u": 6, "U": 10}
"""Length of the escapes of double-quoted text that have digits behind them."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar below its keys; ``offsets`` are those of its characters in the YAML text, and one more for its end."""

    path: tuple[str, ...]
    text: str
    offsets: tuple[int, ...]


@lru_cache(8)  # lint and a render read the same front matter one after the other
def scalars(text: str) -> tuple[Scalar, ...]:
    """The scalars of one YAML document that stand in objects; lists are left out. The text must be valid YAML."""
    root = _compose(text)
    return () if root is None else tuple(_below(root, (), text))


def item_lines(text: str, *keys: str) -> list[int]:
    """The lines (from 1) on which the items of the list below some keys begin; empty where there is no such list."""
    node = _compose(text)
    for key in keys:
        node = next((value for name, value in _pairs(node) if name.value == key), None)
    items = getattr(node, "value", None)
    return [item.start_mark.line + 1 for item in items] if isinstance(items, list) and not _pairs(node) else []


def _compose(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    value = getattr(node, "value", None)
    return [pair for pair in value if isinstance(pair, tuple)] if isinstance(value, list) else []


def _below(node: Any, path: tuple[str, ...], text: str) -> Iterator[Scalar]:
    if isinstance(node.value, str):
        start, end = node.start_mark.index, node.end_mark.index
        yield Scalar(path, node.value, _offsets(node.value, text, start, end, node.style))
    for key, value in _pairs(node):
        if isinstance(key.value, str):
            yield from _below(value, (*path, key.value), text)


def _offsets(value: str, text: str, start: int, end: int, style: str | None) -> tuple[int, ...]:
    """Walk over what is written and what it means side by side; folded white space makes the two differ."""
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.find("\n", start, end) + 1 or end
    offsets: list[int] = []
    at = start
    for char in value:
        at = _next(char, text, at, end, style)
        offsets.append(min(at, end))
        at += _written_length(text, at, style)
    return *offsets, min(at, end)


def _next(char: str, text: str, at: int, end: int, style: str | None) -> int:
    """Where the next character of the value stands; indents and folded line breaks before it are passed over."""
    while at < end and text[at] != char:
        if style == '"' and text[at] == "\\":
            if text[at + 1 : at + 2] not in ("\n", "\r"):
                break
            at += 1
        elif not text[at].isspace() or char in " \n":
            break
        at += 1
    return at


def _written_length(text: str, at: int, style: str | None) -> int:
    if style == "'" and text[at : at + 2] == "''":
        return 2
    if style == '"' and text[at : at + 1] == "\\":
        return _ESCAPED.get(text[at + 1 : at + 2], 2)
    return 1
