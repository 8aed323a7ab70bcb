"""Text → tokens: Ruby's tokenizer, told about ``${…}`` and nested ``{{ }}``.

A token is a text, an output (``{{ … }}``) or a tag (``{% … %}``). As in Ruby, quotes mean nothing here: a tag ends at
the first ``%}``, an output at the first ``}}``; a token that has no end is left incomplete for the parser to refuse.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from braze_liquid_sim.dialect.text import BRACED_NAME


class Kind(IntEnum):
    """What a token is."""

    TEXT = 0
    OUTPUT = 1
    TAG = 2
    LINE = 3
    """A line inside ``{% liquid %}``."""
    UNCLOSED = 4
    """An output that has no end: it stops at a lone ``}``, or where Ruby gives up."""


class Token(NamedTuple):
    """A stretch of the lexed text."""

    kind: Kind
    start: int
    end: int


_OPENING = re.compile(r"\{[\{%]")
_BRACE = re.compile(r"[{}]")
_BEFORE_NESTED = re.compile(
    r"(?:[:=<>!,(|\[]|(?<![\w-])(?:in|contains|and|or|if|elsif|unless|case|when|echo|return))\Z"
)


def _nested_pattern(depth: int) -> str:
    """A closed ``{{ … }}`` that holds at most ``depth`` levels of others: bounded, so that hostile text stays cheap."""
    inner = r"\$\{[^{}\n]*\}" + (f"|{_nested_pattern(depth - 1)}" if depth else "")
    return r"\{\{[^{}]*(?:(?:" + inner + r")[^{}]*)*\}\}"


_NESTED = re.compile(r"(?!\{\{\s*\}\})" + _nested_pattern(2))


def tokenize(text: str) -> list[Token]:
    """Split a template into its tokens; together they cover the whole text."""
    tokens: list[Token] = []
    at, length = 0, len(text)
    while at < length:
        opening = _OPENING.search(text, at)
        start = opening.start() if opening else length
        if start > at:
            tokens.append(Token(Kind.TEXT, at, start))
        if opening is None:
            break
        tokens.append(_tag(text, start) if text[start + 1] == "%" else output_at(text, start))
        at = tokens[-1].end
        if at == start + 2:
            # Nothing further on can close it, so that nothing further on is worth reading: Ruby stops here too.
            if at < length:
                tokens.append(Token(Kind.TEXT, at, length))
            break
    return tokens


def _tag(text: str, start: int) -> Token:
    """The tag at ``start``; an unclosed one is the two characters of its opening."""
    close = text.find("%}", start + 2)
    return Token(Kind.TAG, start, close + 2 if close >= 0 else start + 2)


def output_at(text: str, start: int) -> Token:
    """The output at ``start``; where taking inner braces for Braze's leads nowhere, Ruby's reading counts."""
    token = _scan_output(text, start, nested=True)
    return token if token.kind is Kind.OUTPUT else _scan_output(text, start, nested=False)


def _scan_output(text: str, start: int, *, nested: bool) -> Token:
    """Ruby's rules: a lone ``}`` ends it too (and makes it an error), a ``{%`` inside swallows all up to ``%}``."""
    at = start + 2
    while brace := _BRACE.search(text, at):
        at = brace.start()
        if brace[0] == "}":
            closed = text.startswith("}", at + 1)
            return Token(Kind.OUTPUT if closed else Kind.UNCLOSED, start, at + 1 + closed)
        if text[at - 1] == "$" and (name := BRACED_NAME.match(text, at - 1)):
            at = name.end()
        elif text.startswith("%", at + 1):
            close = text.find("%}", at + 2)
            return Token(Kind.UNCLOSED, start, close + 2 if close >= 0 else at + 2)
        else:
            inner = _nested_output(text, start, at) if nested else None
            at = inner.end() if inner else at + 1
    return Token(Kind.UNCLOSED, start, start + 2)


def _nested_output(text: str, start: int, at: int) -> re.Match[str] | None:
    """The closed ``{{ … }}`` at a place where a value may stand."""
    if not text.startswith("{", at + 1):
        return None
    before = text[max(start + 2, at - 12) : at].rstrip()
    return _NESTED.match(text, at) if _BEFORE_NESTED.search(before) else None
