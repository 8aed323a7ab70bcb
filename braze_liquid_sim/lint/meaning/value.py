"""What is known of a value before any user is: where its text comes from, and what it is escaped for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

GAP = "\ufffc"
"""Stands in a shape for text that depends on the user: a character that no template has a use for."""

Kind = Literal["any", "text", "number", "time", "base64", "base64url", "hex", "boolean", "list", "json"]
Clock = Literal["", "day", "second"]

EVERYWHERE = frozenset(("json", "json-value", "query", "path", "html"))
"""All that a value can be escaped for: inside a JSON string, as a JSON value, as a part of a URL, in HTML."""

_MOST_PIECES = 200
_LONGEST_PIECE = 20_000


class Origin(NamedTuple):
    """A text from outside: where it is read, and how the author calls it."""

    kind: str
    """``attribute``, the name of a namespace, ``answer``, ``catalog``, ``input``, ``undefined`` …"""
    name: str
    """``${first_name}``, ``custom_attribute.${a}``, ``passes.status``."""
    start: int
    end: int
    free: bool = True
    """Whether somebody may write what they like into it."""
    root: str = ""
    """The variable it is read through; empty for an attribute."""


class Piece(NamedTuple):
    """A constant text, or a gap."""

    text: str
    start: int | None = None
    """Where a constant text stands in the lexed text; None where it does not stand there as it is."""


_ONE_GAP = (Piece(GAP),)


class Value(NamedTuple):
    """What an expression may come to."""

    origins: tuple[Origin, ...] = ()
    """The texts from outside in it; none where it holds the template's own text, numbers and the clock alone."""
    safe: frozenset[str] = EVERYWHERE
    """What all its text from outside is escaped for."""
    nullable: bool = False
    """Whether it may be nil."""
    blankable: bool = False
    """Whether it may be nil or blank."""
    kind: Kind = "any"
    pieces: tuple[Piece, ...] = _ONE_GAP
    """Its text as far as it is known."""
    clock: Clock = ""
    """Whether it depends on the time of sending, and how finely."""
    zoned: bool = False
    """Whether it went through ``time_zone``."""
    varies: bool = False
    """Whether the pieces are those of one way of several."""
    left: frozenset[str] = frozenset()
    """Of the characters + / = those that base64 may have left in it."""
    tested: bool = True
    """For what a web service answered: whether a condition has looked at the answer before."""

    @property
    def shape(self) -> str:
        """The pieces as one text, gaps included."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def text(self) -> str | None:
        """The whole text, where it is the same for every user."""
        shape = self.shape
        return None if self.varies or GAP in shape else shape

    def but(self, **changes: Any) -> Value:
        """A copy with other fields."""
        return self._replace(**changes)

    def gap(self, **changes: Any) -> Value:
        """A copy of which the text is not known."""
        return self._replace(pieces=_ONE_GAP, varies=False, **changes)


def constant(text: str, start: int | None, kind: Kind = "text") -> Value:
    """A text of the template's own."""
    return Value(kind=kind, blankable=not text.strip(), pieces=(Piece(text, start),))


def joined(parts: Iterable[Value]) -> Value:
    """The texts one after the other, as ``append`` and ``capture`` make them."""
    parts = [part for part in parts if part.pieces or part.origins]
    if len(parts) == 1 and not parts[0].nullable:
        return parts[0]
    pieces = tuple(piece for part in parts for piece in part.pieces)
    long = len(pieces) > _MOST_PIECES or any(len(piece.text) > _LONGEST_PIECE for piece in pieces)
    return Value(
        _origins(parts),
        _safe(parts),
        False,
        all(part.blankable for part in parts),
        "text",
        _ONE_GAP if long else pieces,
        _clock(parts),
        any(part.zoned for part in parts),
        any(part.varies for part in parts),
        frozenset().union(*(part.left for part in parts)),
        all(part.tested for part in parts),
    )


def either(values: Iterable[Value]) -> Value:
    """One of the values, nobody knows which."""
    values = list(dict.fromkeys(values))
    if len(values) == 1:
        return values[0]
    kinds = {value.kind for value in values}
    shapes = {value.pieces for value in values}
    return Value(
        _origins(values),
        _safe(values),
        any(value.nullable for value in values),
        any(value.blankable for value in values),
        kinds.pop() if len(kinds) == 1 else "any",
        values[0].pieces if len(shapes) == 1 else _ONE_GAP,
        _clock(values),
        any(value.zoned for value in values),
        any(value.varies for value in values),
        frozenset().union(*(value.left for value in values)),
        all(value.tested for value in values),
    )


def _origins(values: list[Value]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for value in values for origin in value.origins))


def _safe(values: list[Value]) -> frozenset[str]:
    return EVERYWHERE.intersection(*(value.safe for value in values))


def _clock(values: list[Value]) -> Clock:
    return max((value.clock for value in values), key=("", "day", "second").index, default="")
