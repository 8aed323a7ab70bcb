"""JSON as strict and as lenient readers see it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_CONSTANT = re.compile(r"(?<![\w\"])-?(?:NaN|Infinity)\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no JSON, and where."""

    reason: str
    offset: int


class Pairs(list[tuple[str, Any]]):
    """The members of an object, those that stand twice twice."""


def fault_of(text: str) -> Fault | None:
    """What a strict reader refuses first; keys that stand twice and NaN, too."""
    twice: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        twice.extend(key for number, key in enumerate(keys) if key in keys[:number])

    try:
        json.loads(text, object_pairs_hook=members, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Fault(_in_words(error.msg, text, error.pos), error.pos)
    except _NoConstant as error:
        found = _CONSTANT.search(text)
        return Fault(f"{error} is no value in JSON", found.start() if found else 0)
    except RecursionError:
        return Fault("it is nested too deeply", 0)
    if twice:
        return Fault(f"the key {json.dumps(twice[0], ensure_ascii=False)} stands twice", _second(text, twice[0]))
    return None


def read(text: str) -> Any:
    """The value as a lenient reader has it, with objects as :class:`Pairs`; ValueError where nobody can read it."""
    try:
        return json.loads(text, object_pairs_hook=Pairs, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


_DEEP = 100
"""Levels that are looked into; no payload has so many, and Python's own stack ends soon behind them."""


def keys(value: Any, above: str = "", depth: int = 0) -> list[str]:
    """The paths of all members in order, down to so many levels; items of lists are counted."""
    if depth > _DEEP:
        return []
    if isinstance(value, Pairs):
        below = [(f"{above}.{key}" if above else key, item) for key, item in value]
    elif isinstance(value, list):
        below = [(f"{above}[{number}]", item) for number, item in enumerate(value)]
    else:
        return []
    return [path for name, item in below for path in (name, *keys(item, name, depth + 1))]


def strings(text: str) -> Iterator[tuple[str, str, int]]:
    """Each member whose value is a string, with the value and where its text begins; none of what is no JSON."""
    if fault_of(text):
        return
    for found in _MEMBER.finditer(text):
        yield json.loads(f'"{found[1]}"'), json.loads(f'"{found[2]}"'), found.start(2)


_MEMBER = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"')


class _NoConstant(ValueError):
    """``NaN`` or ``Infinity``."""


def _refuse(name: str) -> Any:
    raise _NoConstant(name)


def _second(text: str, key: str) -> int:
    """Where a key stands for the second time."""
    found = list(re.finditer(rf'"{re.escape(json.dumps(key, ensure_ascii=False)[1:-1])}"\s*:', text))
    return found[1].start() if len(found) > 1 else 0


def _in_words(reason: str, text: str, offset: int) -> str:
    found = text[offset : offset + 1]
    if reason.startswith("Invalid control character"):
        return f"a raw {_CONTROLS.get(found, 'control character')} inside a string"
    if reason.startswith("Invalid \\escape"):
        return f"{text[offset : offset + 2]!r} is no escape"
    if reason.startswith("Unterminated string"):
        return "a string has no end"
    if reason.startswith("Expecting"):
        what = reason.removeprefix("Expecting ").replace(" delimiter", "").replace(" enclosed in double quotes", "")
        return f"{what} is expected where {_shown(found)} stands"
    if reason.startswith("Extra data"):
        return f"{_shown(found)} stands behind its end"
    return reason


_CONTROLS = {"\n": "line break", "\r": "line break", "\t": "tab"}


def _shown(character: str) -> str:
    return f"'{character}'" if character.strip() else "nothing" if not character else "a blank"
