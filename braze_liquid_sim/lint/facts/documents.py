"""JSON that a template builds, read with gaps in it: what is known of its keys and values before any user is.

Nothing is refused: where the text cannot go on as JSON, what was read so far is what there is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from braze_liquid_sim.lint.meaning.value import GAP

Kind = Literal["text", "number", "word", "gap", "object", "list"]

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_BARE = re.compile(r'[^\s,:"{}\[\]]+')
_DEEPEST = 40


@dataclass(slots=True)
class Json:
    """A value; ``start`` and ``end`` are offsets in the shape of its stream, quotes included."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    """What a text says, its quotes and escapes undone; a number, a word or a gap as written."""
    members: list[Member] = field(default_factory=list)
    items: list[Json] = field(default_factory=list)
    whole: bool = True
    """Whether nothing unknown may stand between the members or items."""

    @property
    def is_known(self) -> bool:
        """Whether no part of the text depends on the user."""
        return GAP not in self.text


@dataclass(slots=True)
class Member:
    """A key with its value; the offsets are those of the key without its quotes."""

    key: str
    start: int
    end: int
    value: Json


def read(shape: str) -> Json | None:
    """The document in a text; None where it does not begin as an object or a list."""
    reader = _Reader(shape)
    reader.blanks()
    return reader.value(0) if reader.peek() in ("{", "[") else None


def members(value: Json) -> Iterator[tuple[str, Member]]:
    """Every member of an object and of the objects in it, with the path of keys that leads to it."""
    for member in value.members:
        yield member.key, member
        for path, inner in members(member.value):
            yield f"{member.key}.{path}", inner
    for item in value.items:
        yield from members(item)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._broken = False

    def peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def blanks(self) -> None:
        while self.peek() in (" ", "\t", "\r", "\n"):
            self._at += 1

    def value(self, depth: int) -> Json | None:
        """The value that begins here; None where none does."""
        self.blanks()
        start = self._at
        character = self.peek()
        if character == "{" and depth < _DEEPEST:
            return self._object(start, depth)
        if character == "[" and depth < _DEEPEST:
            return self._list(start, depth)
        if character == '"':
            found = _STRING.match(self._text, start)
            if not found:
                self._broken = True
                return None
            self._at = found.end()
            return Json("text", start, self._at, _unescaped(found[1]))
        bare = _BARE.match(self._text, start)
        if not bare:
            self._broken = True
            return None
        self._at = bare.end()
        kind: Kind = "gap" if GAP in bare[0] else "number" if _NUMBER.fullmatch(bare[0]) else "word"
        return Json(kind, start, self._at, bare[0])

    def _object(self, start: int, depth: int) -> Json:
        found = Json("object", start, start)
        self._at += 1
        while self._goes_on(found, "}"):
            key = self.value(depth + 1)
            self.blanks()
            if key is None or key.kind != "text" or self.peek() != ":":
                found.whole = False
                self._broken = self._broken or key is None or key.kind != "gap"
                continue
            self._at += 1
            value = self.value(depth + 1)
            if value is not None:
                found.members.append(Member(key.text, key.start + 1, key.end - 1, value))
        found.end = self._at
        return found

    def _list(self, start: int, depth: int) -> Json:
        found = Json("list", start, start)
        self._at += 1
        while self._goes_on(found, "]"):
            item = self.value(depth + 1)
            if item is not None:
                found.items.append(item)
        found.end = self._at
        return found

    def _goes_on(self, found: Json, closing: str) -> bool:
        """Skip blanks and commas; whether another member or item follows."""
        self.blanks()
        while self.peek() == ",":
            self._at += 1
            self.blanks()
        if self.peek() == closing:
            self._at += 1
            return False
        if self._broken or not self.peek():
            found.whole = False
            return False
        return True


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
