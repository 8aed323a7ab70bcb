"""Markup of one value → expression: Ruby's ``Expression.parse`` and ``VariableLookup``.

This is the grammar that both the loose and the strict parser end in. It never fails on odd text: it takes what looks
like a name and skips the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.dialect.syntax import Expression, Literal, Path, RangeExpression, Segment, StateLiteral
from braze_liquid_sim.dialect.text import NAME_HEAD, NAME_TAIL
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.ruby.range import Range

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.markup import Markup

_LITERALS: dict[str, Any] = {
    "": None,
    "nil": None,
    "null": None,
    "true": True,
    "false": False,
    "blank": "",
    "empty": "",
}
_COMMANDS = frozenset(("size", "first", "last"))
_WHITESPACE = " \t\n\v\f\r\0"
_RANGE = re.compile(r"\(\s*(\S+)\s*\.\.\s*(\S+)\s*\)", re.ASCII)
_RANGE_START = re.compile(r"\(\s*\S+\s*\.\.", re.ASCII)
_INTEGER = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9][0-9.]*")
_SEGMENT = re.compile(rf"{NAME_HEAD}{NAME_TAIL}*|[\w\-]+\??|\[", re.ASCII)
MAX_DEPTH = 100
"""Brackets inside brackets that are read."""


def parse_expression(markup: Markup, depth: int = 0) -> Expression:
    """Read one value; ``depth`` counts brackets inside brackets."""
    markup = markup.strip()
    text = markup.text
    if text[:1] in ("'", '"') and text[-1:] == text[:1]:
        return Literal(markup.start, markup.end, text[1:-1])
    if text in _LITERALS:
        return Literal(markup.start, markup.end, _LITERALS[text])
    if text[0] == "(" and text[-1] == ")":
        found = _parse_range(markup, depth)
        if found:
            return found
    number = _parse_number(text)
    if number is not None:
        return Literal(markup.start, markup.end, number)
    return parse_path(markup, depth)


def parse_operand(markup: Markup) -> Expression:
    """Read one side of a condition, where ``blank`` and ``empty`` are states and not texts."""
    if markup.text in ("blank", "empty"):
        return StateLiteral(markup.start, markup.end, markup.text)
    return parse_expression(markup)


def parse_path(markup: Markup, depth: int = 0) -> Path:
    """Read a lookup: every run of name characters and every balanced bracket is a step, anything else is skipped."""
    if depth > MAX_DEPTH:
        raise LiquidSyntaxError("Nesting too deep", markup.start, markup.end, "Use fewer brackets inside brackets.")
    segments = _segments(markup, depth)
    if not segments:
        return Path(markup.start, markup.end, None)
    first, *rest = segments
    if first.braced:
        return Path(markup.start, markup.end, "$", tuple(segments))
    return Path(markup.start, markup.end, first.key, tuple(rest))


def _segments(markup: Markup, depth: int) -> list[Segment]:
    segments: list[Segment] = []
    text = markup.text
    closing = _matching_brackets(text) if "[" in text else {}
    at = 0
    while match := _SEGMENT.search(text, at):
        word, at = match[0], match.end()
        if word == "[":
            close = closing.get(match.start())
            if close is not None:
                segments.append(Segment(parse_expression(markup.sub(at, close), depth + 1)))
                at = close + 1
        elif word[0] == NAME_HEAD:
            segments.append(Segment(markup.braced_name(match.start(), match.end()), braced=True))
        else:
            segments.append(Segment(word, command=word in _COMMANDS))
    return segments


def _matching_brackets(text: str) -> dict[int, int]:
    """Index of each balanced ``[`` to that of its ``]``."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            open_at.append(match.start())
        elif open_at:
            pairs[open_at.pop()] = match.start()
    return pairs


def _parse_range(markup: Markup, depth: int) -> Expression | None:
    match = _RANGE.fullmatch(markup.text)
    if not match or depth > MAX_DEPTH:
        return None
    # Ruby's group is atomic: the first end is as long as it can be, whatever that leaves for the second.
    atomic = _RANGE_START.match(markup.text)
    if not atomic or atomic.end() > match.start(2):
        return None
    first = parse_expression(markup.sub(*match.span(1)), depth + 1)
    last = parse_expression(markup.sub(*match.span(2)), depth + 1)
    return _make_range(markup, first, last)


def _make_range(markup: Markup, first: Expression, last: Expression) -> Expression:
    """A range between two expressions, constant where both are."""
    if isinstance(first, Literal) and isinstance(last, Literal):
        start, stop = _range_end(first, markup), _range_end(last, markup)
        return Literal(markup.start, markup.end, Range(start, stop))
    return RangeExpression(markup.start, markup.end, first, last)


def _range_end(end: Literal, markup: Markup) -> int:
    value = end.value
    if value is None:
        return 0
    if isinstance(value, bool | Range):
        shown = markup.sub(end.start - markup.start, end.end - markup.start).text
        raise LiquidSyntaxError(
            f"Invalid expression type '{shown}' in range expression",
            end.start,
            end.end,
            "Both ends of a range are numbers.",
        )
    if isinstance(value, str):
        digits = re.match(r"\s*[+-]?\d+", value, re.ASCII)
        return int(digits[0]) if digits else 0
    return int(value)


def _parse_number(text: str) -> int | float | None:
    """Ruby's reading of a number: ``1.2.3`` is 1.2, ``1.`` is 1.0; None where the text is a name."""
    if not (text[0] in "-0123456789" and _NUMBER.fullmatch(text)):
        return None
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _MAX_DIGITS else None
    whole, fraction = text.split(".")[:2]
    return float(f"{whole}.{fraction or '0'}")


_MAX_DIGITS = 4300
"""Python's own bound for reading an integer; a longer one is read as a name, and finds nothing."""
