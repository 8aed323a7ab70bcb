"""Lines of generated Python, and the buffers that the output goes through.

Text and values that follow each other are kept until something has to be written in between, and then become one
f-string: that is most of the speed. A template without control flow never makes a list at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from braze_liquid_sim.engine.code import HEAVY, Code
from braze_liquid_sim.engine.unit import Unit
from braze_liquid_sim.errors import LimitExceeded

_UNSAFE = re.compile('[\0-\x1f"\\\\{}\x7f-\x9f\u00ad\u2028\u2029\ud800-\udfff\ufeff]')
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "{": "{{", "}": "}}"}
_PIECES_PER_STRING = 100


class Buffer:
    """What is being written: pieces not yet written, and the list they go to once one was needed."""

    __slots__ = ("number", "opened", "pieces", "weight")

    def __init__(self, number: int) -> None:
        self.number = number
        self.pieces: list[Code] = []
        self.opened = False
        self.weight = 0
        """Of what is written already."""

    @property
    def list_name(self) -> str:
        """The list of texts."""
        return f"b{self.number}"


class Writer:
    """Collects lines at the current indentation."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.constants = unit.constants
        self.lines: list[str] = []
        self.depth = 1
        self.buffers: list[Buffer] = []
        self._buffer_count = 0

    def fresh(self, prefix: str) -> str:
        """A Python name not used before."""
        return self.unit.fresh(prefix)

    def at_run(self, code: Code) -> Code:
        """A value as the function can use it, whenever it is known."""
        return self.unit.run(code)

    def line(self, text: str) -> None:
        """One statement."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def indent(self, header: str) -> Iterator[None]:
        """A block; what is still to be written when it ends is written inside it."""
        self.line(header)
        self.depth += 1
        before = len(self.lines)
        waiting = len(self.buffers[-1].pieces) if self.buffers else 0
        yield
        if self.buffers and len(self.buffers[-1].pieces) > waiting:
            assert not waiting, "settle before a branch that writes"
            self.flush(self.buffers[-1])
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1

    @contextmanager
    def buffer(self) -> Iterator[Buffer]:
        """A new buffer that takes the output until the block ends."""
        self._buffer_count += 1
        buffer = Buffer(self._buffer_count)
        self.buffers.append(buffer)
        yield buffer
        self.buffers.pop()

    def settle(self) -> None:
        """Write what is pending, so that a branch may write behind it."""
        self.flush(self.buffers[-1], keep_open=True)

    def settle_volatile(self) -> None:
        """Write every pending value that an assignment could change."""
        for buffer in self.buffers:
            if any(piece.volatile for piece in buffer.pieces):
                self.flush(buffer, keep_open=True)

    def flush(self, buffer: Buffer, *, keep_open: bool = False) -> None:
        """Write the pending pieces to the buffer's list, making the list where there is none."""
        pieces, buffer.pieces = buffer.pieces, []
        buffer.weight += sum(piece.weight for piece in pieces)
        if not buffer.opened:
            if not pieces and not keep_open:
                return
            buffer.opened = True
            self.line(f"{buffer.list_name} = [{self.joined(pieces)}]" if pieces else f"{buffer.list_name} = []")
            self.line(f"w{buffer.number} = {buffer.list_name}.append")
            return
        for first in range(0, len(pieces), _PIECES_PER_STRING):
            self.line(f"w{buffer.number}({self.joined(pieces[first : first + _PIECES_PER_STRING])})")

    def result(self, buffer: Buffer) -> Code:
        """The whole text of a buffer as an expression."""
        if buffer.opened:
            self.flush(buffer)
            join = "T.text({})" if self.unit.traced else "''.join({})"
            return Code(
                join.format(buffer.list_name), "str", weight=HEAVY if self.unit.analysis.needs_frame else buffer.weight
            )
        pieces = merged(buffer.pieces)
        if not pieces:
            return self.constants.code("")
        if len(pieces) == 1 and pieces[0].is_constant:
            if len(pieces[0].constant) > self.unit.limits.output:
                raise LimitExceeded("output", self.unit.limits.output)
            return self.constants.code(pieces[0].constant)
        return Code(
            self.joined(pieces),
            "str",
            risky=False,
            volatile=any(piece.volatile for piece in pieces),
            weight=sum(piece.weight for piece in pieces),
            parts=tuple(pieces),
        )

    def added(self, pieces: list[Code]) -> Code:
        """As :meth:`joined`, but fit to stand inside an f-string, which Python 3.11 does not allow an f-string."""
        texts = [self.constants.text(piece.constant) if piece.is_constant else as_text(piece) for piece in pieces]
        volatile = any(piece.volatile for piece in pieces)
        return Code(" + ".join(texts) or "''", "str", volatile=volatile, weight=sum(piece.weight for piece in pieces))

    def joined(self, pieces: list[Code]) -> str:
        """One expression for the text of several pieces."""
        pieces = merged(pieces)
        if len(pieces) == 1:
            [piece] = pieces
            return (
                f'"{_escaped(piece.constant)}"'.replace("{{", "{").replace("}}", "}")
                if piece.is_constant
                else as_text(piece)
            )
        if len(pieces) > _PIECES_PER_STRING:
            groups = [pieces[at : at + _PIECES_PER_STRING] for at in range(0, len(pieces), _PIECES_PER_STRING)]
            return f"''.join(({', '.join(map(self.joined, groups))}))"
        return 'f"' + "".join(map(self._in_f_string, pieces)) + '"'

    def _in_f_string(self, piece: Code) -> str:
        if piece.is_constant:
            return _escaped(piece.constant)
        text = as_text(piece) if self.unit.careful else formatted(piece)
        return "{" + (text[1:-1] if text.startswith("(") and piece.type != "str" else text) + "}"


def merged(pieces: list[Code]) -> list[Code]:
    """The pieces with constant neighbours made one and empty ones left out."""
    result: list[Code] = []
    for piece in pieces:
        for part in piece.parts or (piece,):
            if not part.is_constant:
                result.append(part)
            elif part.constant:
                before = result.pop().constant if result and result[-1].is_constant else ""
                result.append(Code("", "str", part.stage, before + part.constant))
    return result


def as_text(code: Code) -> str:
    """An expression for what ``{{ }}`` prints of a value."""
    if code.type == "str":
        return code.text
    if code.type == "bool":
        return f"('true' if {code.text} else 'false')"
    if code.split:
        return f"({as_text(code.split.special)} if {code.split.test} else {as_text(code.split.general)})"
    if code.is_name:
        return f"({code.text} if {code.text}.__class__ is str else output({code.text}))"
    return f"output({code.text})"


def formatted(code: Code) -> str:
    """As :func:`as_text`, but a whole number may stay one: an f-string writes it just the same."""
    if code.type == "int":
        return code.text
    if code.split and code.type == "any":
        return f"({formatted(code.split.special)} if {code.split.test} else {as_text(code.split.general)})"
    if code.type != "any":
        return as_text(code)
    if code.is_name:
        return f"({code.text} if (x := {code.text}.__class__) is str or x is int else output({code.text}))"
    return f"(x if (y := (x := {code.text}).__class__) is str or y is int else output(x))"


def _escaped(text: str) -> str:
    """Text as it stands between the double quotes of an f-string."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _NAMED.get(character) or f"\\u{ord(character):04x}"
