"""Whether what stands in the dashboard is what an export would be now; if not, what differs, in terms of Liquid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from braze_liquid_sim.dialect.lexer import Kind, Token, tokenize

Verdict = Literal["same", "decorated", "different"]

_DECORATION = re.compile(r"""\s*\|\s*l?id\s*:\s*(?:'[^']*'|"[^"]*")""")
"""What Braze's editors add to outputs: ``| id: 'cb1'`` to a content block, ``| lid: 'x'`` to a link."""
_BEFORE_END = re.compile(r"\s+(-?\}\})\Z")

_WORDS = {Kind.TEXT: "text", Kind.OUTPUT: "output", Kind.TAG: "tag", Kind.UNCLOSED: "text"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch that is not as expected; either side may be empty. Lines count from 1."""

    expected_line: int
    found_line: int
    expected: tuple[tuple[str, str], ...]
    """What should stand there: the kind (``text``, ``output`` or ``tag``) and what is written, one after the other."""
    found: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a text compares with what the export would be."""

    verdict: Verdict
    """``decorated``: the same but for what Braze's editors add, line ends and a line break at the end."""
    differences: tuple[Difference, ...] = ()


def compare(expected: str, found: str) -> Comparison:
    """Compare a text from the dashboard with the one of an export."""
    if expected == found:
        return Comparison("same")
    expected, found = plain(expected), plain(found)
    # A line break at the end may have come or gone.
    if _even(expected) in (_even(found), _even(found) + "\n") or _even(expected) + "\n" == _even(found):
        return Comparison("decorated")
    return Comparison("different", tuple(_differences(expected, found)))


def plain(text: str) -> str:
    """A text without what Braze's editors add to it."""
    text = text.replace("\r\n", "\n")
    pieces = []
    for kind, start, end in tokenize(text):
        written = text[start:end]
        pieces.append(_DECORATION.sub("", written) if kind is Kind.OUTPUT else written)
    return "".join(pieces)


def _even(text: str) -> str:
    """Without the blanks before the end of an output, which an editor may set as it likes."""
    return "".join(
        _BEFORE_END.sub(r"\1", text[start:end]) if kind is Kind.OUTPUT else text[start:end]
        for kind, start, end in tokenize(text)
    )


def _differences(expected: str, found: str) -> Iterator[Difference]:
    left, right = _tokens(expected), _tokens(found)
    matcher = SequenceMatcher(
        None,
        [_even(expected[one.start : one.end]) for one in left],
        [_even(found[one.start : one.end]) for one in right],
        autojunk=False,
    )
    for operation, first, last, other_first, other_last in matcher.get_opcodes():
        if operation != "equal":
            yield Difference(
                _line(expected, left, first),
                _line(found, right, other_first),
                tuple(_shown(expected, left[first:last])),
                tuple(_shown(found, right[other_first:other_last])),
            )


def _tokens(text: str) -> list[Token]:
    """The tokens, texts line by line, so that a difference is no longer than it must be."""
    tokens: list[Token] = []
    for token in tokenize(text):
        if token.kind is not Kind.TEXT:
            tokens.append(token)
            continue
        at = token.start
        for line in text[token.start : token.end].splitlines(keepends=True):
            tokens.append(Token(Kind.TEXT, at, at + len(line)))
            at += len(line)
    return tokens


def _line(text: str, tokens: list[Token], index: int) -> int:
    at = tokens[index].start if index < len(tokens) else len(text)
    return text.count("\n", 0, at) + 1


def _shown(text: str, tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        yield _WORDS[token.kind], text[token.start : token.end]
