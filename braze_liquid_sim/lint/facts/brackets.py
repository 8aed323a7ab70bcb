"""Whether the brackets of JSON that is written in branches and loops match, whichever way a user takes."""

from __future__ import annotations

from dataclasses import dataclass

from braze_liquid_sim.dialect.syntax import Body, Node, Output, Text
from braze_liquid_sim.dialect.tags.abort_message import AbortMessageTag
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.dialect.tags.unless import Unless
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP

_PLAIN = ("number", "boolean", "time", "hex", "base64", "base64url")
"""Kinds of values without brackets."""


class _UnsureError(Exception):
    """Ways differ, or something of which nothing is known may write brackets."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Brackets that are open at the end, or closed once too often where it is negative, at a lexed offset."""

    open: int
    at: int


@dataclass(frozen=True, slots=True)
class _State:
    depth: int = 0
    in_string: bool = False


def unmatched(field: Field, body: Body) -> Unmatched | None:
    """The brackets of a body that do not match on any way through it; None where they do, or ways differ."""
    try:
        return _Reader(field).whole(body)
    except _UnsureError:
        return None


class _Reader:
    def __init__(self, field: Field) -> None:
        self._field = field
        self._last = 0
        """Behind the last character that is no blank."""
        self._found: Unmatched | None = None

    def whole(self, body: Body) -> Unmatched | None:
        end = self._body(body, _State())
        if self._found or end.in_string or not end.depth:
            return self._found
        return Unmatched(end.depth, self._last - 1)

    def _body(self, body: Body, state: _State) -> _State:
        for node in body.nodes:
            if node.writes or isinstance(node, AbortMessageTag):
                state = self._node(node, state)
        return state

    def _node(self, node: Node, state: _State) -> _State:
        if isinstance(node, Text):
            return self._text(node, state)
        if isinstance(node, Output):
            return self._output(node, state)
        if isinstance(node, If | Unless | Case):
            return self._branches(node, state)
        if isinstance(node, For) and not node.otherwise:
            after = self._body(node.body, state)
            if after.in_string == state.in_string and after.depth != state.depth and not self._found:
                self._found = Unmatched(after.depth - state.depth, self._last - 1)
            return state
        raise _UnsureError

    def _text(self, node: Text, state: _State) -> _State:
        depth, in_string, escaped = state.depth, state.in_string, False
        for at in range(node.start, node.end):
            character = self._field.text[at]
            if in_string:
                in_string = escaped or character != '"'
                escaped = character == "\\" and not escaped
            elif character == '"':
                in_string = True
            elif character in "{}[]":
                depth += 1 if character in "{[" else -1
                if depth < 0 and not self._found:
                    self._found = Unmatched(-1, at)
            if not character.isspace():
                self._last = at + 1
        return _State(depth, in_string)

    def _output(self, node: Output, state: _State) -> _State:
        value = self._field.flow.value(node)
        anything = GAP in value.shape and not value.origins and not value.clock
        if value.kind not in _PLAIN and (value.varies or anything or any(sign in value.shape for sign in '{}[]"')):
            raise _UnsureError
        self._last = node.end
        return state

    def _branches(self, node: If | Unless | Case, state: _State) -> _State:
        ways = [self._body(body, state) for _, body in node.branches if not _aborts(body)]
        if all(condition is not None for condition, _ in node.branches):
            ways.append(state)
        if len(set(ways)) > 1:
            raise _UnsureError
        return ways[0] if ways else state


def _aborts(body: Body) -> bool:
    return any(isinstance(node, AbortMessageTag) for node in body.nodes)
