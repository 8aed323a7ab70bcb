"""The users of a JSON text of any length, one after the other, holding no more than one of them.

A text is a profile, a list of them, an export's answer (``{"message": …, "users": […]}``), or profiles one after the
other, each beginning a line.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterator
from typing import Any, NoReturn

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import DuplicateKey, needs_check, parse_json, refuse_constant, unique_keys

LARGEST = 16 << 20
"""Characters of one user; Braze's own limits add up to far less."""

_SPACE = re.compile(r"[ \t\r\n]*")

# An error so near to the end of what has been read may only mean that the rest of a number or a word is missing.
_NEAR_END = 32

_decode = json.JSONDecoder(object_pairs_hook=unique_keys, parse_constant=refuse_constant).raw_decode


def stream_json(pieces: Iterator[bytes], name: str) -> Iterator[tuple[int, Any]]:
    """Each value that should be a user, with the line that it begins on (0 where that is not known).

    Raises:
        UsageError: as :func:`~braze_liquid_sim.workspace.data.parse_json`, or a user longer than :data:`LARGEST`.
    """
    text = _Text(pieces, name)
    if text.next_char() == "":
        return
    line = text.line
    first = text.first_value()
    if first is not _LONG:
        users = first.get("users") if isinstance(first, dict) else first
        alone = isinstance(users, list)
        if isinstance(users, list):
            yield from ((0, item) for item in users)
        else:
            yield line, first
    elif text.next_char() == "[":
        alone = True
        yield from _items(text)
    else:
        alone = yield from _fields(text)
    while text.next_char():
        if alone or not text.on_new_line:
            text.refuse("Extra data")
        line = text.line
        yield line, text.value()


_LONG: Any = object()
"""Stands for a first value that is longer than what was read of the text."""


def _items(text: _Text) -> Iterator[tuple[int, Any]]:
    """The items of the list that begins here."""
    text.skip("[")
    if text.next_char() == "]":
        text.skip("]")
        return
    while True:
        text.next_char()
        line = text.line
        yield line, text.value()
        if text.next_char() != ",":
            text.skip("]", "Expecting ',' delimiter")
            return
        text.skip(",")


def _fields(text: _Text) -> Generator[tuple[int, Any], None, bool]:
    """The users of an answer that is too long to be read at once, or one profile that is; returns which it was."""
    line = text.line
    profile: dict[str, Any] = {}
    answer = False
    text.skip("{")
    if text.next_char() == "}":
        text.skip("}")
        yield line, profile
        return False
    while True:
        if text.next_char() != '"':
            text.refuse("Expecting property name enclosed in double quotes")
        place = text.place()
        key = text.value()
        if key in profile or (answer and key == "users"):
            raise UsageError(f"{place}: the key {key!r} stands twice in one object", help="Keep one.")
        text.next_char()
        text.skip(":", "Expecting ':' delimiter")
        if key == "users" and text.next_char() == "[":
            answer = True
            yield from _items(text)
        else:
            text.next_char()
            profile[key] = text.value()
        if text.next_char() != ",":
            text.skip("}", "Expecting ',' delimiter")
            break
        text.skip(",")
    if not answer:
        yield line, profile
    return answer


class _Text:
    """A JSON text that is decoded as it is needed: what has been read and not yet used, and where that stands."""

    def __init__(self, pieces: Iterator[bytes], name: str) -> None:
        self._pieces = pieces
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._buffer = ""
        self._at = 0
        self._ended = False
        self.on_new_line = True
        """Whether a line ended in the space that :meth:`next_char` last went over."""
        # The line of the character at the mark, and the column of the buffer's first one.
        self._line = 1
        self._mark = 0
        self._column = 1
        self._fill()

    @property
    def line(self) -> int:
        """The line of the next character."""
        self._line += self._buffer.count("\n", self._mark, self._at)
        self._mark = self._at
        return self._line

    def next_char(self) -> str:
        """The next character that is no space, or nothing at the end."""
        self.on_new_line = False
        while True:
            end = _SPACE.match(self._buffer, self._at).end()  # type: ignore[union-attr]
            self.on_new_line = self.on_new_line or "\n" in self._buffer[self._at : end]
            self._at = end
            if end < len(self._buffer):
                return self._buffer[end]
            if not self._fill():
                return ""

    def skip(self, char: str, otherwise: str = "") -> None:
        """Go over a character that has to stand here."""
        if not self._buffer.startswith(char, self._at):
            self.refuse(otherwise)
        self._at += 1

    def refuse(self, message: str) -> NoReturn:
        """Say what is wrong at the next character."""
        raise UsageError(f"{self.place()}: not JSON: {message}", help="Mend the JSON at that place.")

    def place(self) -> str:
        """How messages name the next character: file, line and column."""
        line, column = self._place()
        return f"{self._name}:{line}:{column}"

    def first_value(self) -> Any:
        """The value here; :data:`_LONG` where an object or a list goes on after what has been read."""
        if not self._ended and self._buffer[self._at] in "{[":
            try:
                _decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._may_be_cut(error):
                    return _LONG
            except (DuplicateKey, RecursionError, ValueError):
                pass
        return self.value()

    def value(self) -> Any:
        """The value that begins at the next character."""
        while True:
            try:
                value, end = _decode(self._buffer, self._at)
                if isinstance(value, (int, float)) and self._is_near_end(end):
                    # There may be more digits.
                    self._fill()
                    continue
                break
            except json.JSONDecodeError as error:
                if not self._may_be_cut(error):
                    self._raise()
                if len(self._buffer) - self._at > LARGEST:
                    self._too_long()
                self._fill()
            except (DuplicateKey, RecursionError, ValueError):
                self._raise()
        start, self._at = self._at, end
        text = self._buffer[start:end]
        if needs_check(text):
            line, column = self._place(start)
            return parse_json(text, self._name, line, column)
        return value

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        return self._is_near_end(error.pos) or (not self._ended and error.msg.startswith("Unterminated string"))

    def _is_near_end(self, at: int) -> bool:
        return not self._ended and at >= len(self._buffer) - _NEAR_END

    def _raise(self) -> NoReturn:
        line, column = self._place()
        parse_json(self._buffer[self._at :], self._name, line, column)
        raise AssertionError(f"{self._name}:{line}: decodes as a whole, but not in a longer text")

    def _too_long(self) -> NoReturn:
        raise UsageError(
            f"{self._name}:{self.line}: one user of more than {LARGEST >> 20} MB",
            help="Give a list of users, or one user a line.",
        )

    def _place(self, at: int | None = None) -> tuple[int, int]:
        at = self._at if at is None else at
        line = self._line + self._buffer.count("\n", self._mark, at)
        before = self._buffer.rfind("\n", 0, at)
        return line, at - before if before >= 0 else at + self._column

    def _fill(self) -> bool:
        """Read on, at least as much again as is held, so that a long value is not decoded over and over."""
        self._line, self._column = self._place()
        kept = self._buffer[self._at :]
        self._at = self._mark = 0
        pieces = [kept]
        wanted = len(kept)
        while not self._ended and (wanted >= 0 or not any(pieces[1:])):
            piece = next(self._pieces, b"")
            self._ended = not piece
            text = self._text(piece, pieces)
            pieces.append(text)
            wanted -= len(piece) or 1
        self._buffer = "".join(pieces)
        return len(self._buffer) > len(kept)

    def _text(self, piece: bytes, before: list[str]) -> str:
        try:
            return self._decoder.decode(piece, final=self._ended)
        except UnicodeDecodeError as error:
            before.append(error.object[: error.start].decode("utf-8", "replace"))
            self._buffer = "".join(before)
            line, column = self._place(len(self._buffer))
            byte = error.object[error.start]
            raise UsageError(
                f"{self._name}:{line}:{column}: not UTF-8: byte 0x{byte:02x} ({error.reason})",
                help="Save the file as UTF-8.",
            ) from error
