"""The strict grammar: Ruby Liquid's tokens and its ``strict`` parser. What it cannot read is a syntax error.

The parser adds the markup to the messages (``… in "x = 1"``), as Ruby's does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from braze_liquid_sim.dialect import advice
from braze_liquid_sim.dialect.expressions import MAX_DEPTH, parse_expression, parse_operand
from braze_liquid_sim.dialect.loose import make_filter
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Comparison, Expression, FilterCall, Filtered, Junction, Literal
from braze_liquid_sim.dialect.text import NAME_HEAD, NAME_TAIL
from braze_liquid_sim.errors import LiquidSyntaxError


class Word(NamedTuple):
    """A token of the strict grammar; ``start`` and ``end`` are indices into the markup's text."""

    kind: str
    text: str
    start: int
    end: int


_WORDS = re.compile(
    rf"""\s*(?:
      (?P<dotdot>\.\.) | (?P<dot>\.) | (?P<pipe>\|) | (?P<colon>:) | (?P<comma>,)
    | (?P<open_square>\[) | (?P<close_square>\]) | (?P<open_round>\() | (?P<close_round>\))
    | (?P<question>\?) | (?P<number>-?\d+(?:\.\d+)?) | (?P<dash>-)
    | (?P<comparison>==|!=|<=|<>|>=|<|>)
    | (?P<id>{NAME_HEAD}{NAME_TAIL}*|[a-zA-Z_][\w-]*\??)
    | (?P<string>'[^']*'|"[^"]*")
    | (?P<end_of_string>\Z)
    )""",
    re.ASCII | re.VERBOSE,
)


class StrictParser:
    """Reads one markup from left to right; every method raises LiquidSyntaxError where Ruby's parser does."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.words = _split(markup)
        self.at = 0
        self._depth = 0

    def look(self, kind: str, ahead: int = 0) -> bool:
        """Whether the next word is of a kind."""
        index = self.at + ahead
        return index < len(self.words) and self.words[index].kind == kind

    def consume(self, kind: str) -> Word:
        """Take the next word, which must be of this kind."""
        word = self.words[self.at]
        if word.kind != kind:
            raise self._error(f"Expected {kind} but found {word.kind}", word, advice.for_word(kind, word.kind))
        self.at += 1
        return word

    def accept(self, kind: str, *texts: str) -> Word | None:
        """Take the next word if it is of this kind and, where texts are given, one of them."""
        word = self.words[self.at]
        if word.kind != kind or (texts and word.text not in texts):
            return None
        self.at += 1
        return word

    def fragment(self) -> Markup:
        """The markup of one value, brackets and ranges checked, not yet read."""
        start = self.words[self.at].start
        self.expression()
        return self.markup.sub(start, self.words[self.at - 1].end)

    def expression(self) -> Expression:
        """One value."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.error("Nesting too deep", "Use fewer brackets inside brackets.")
        value = self._value()
        self._depth -= 1
        return value

    def _value(self) -> Expression:
        word = self.words[self.at]
        self.at += 1
        if word.kind == "open_round":
            return self._range(word)
        if word.kind == "open_square":
            self.expression()
            self.consume("close_square")
        elif word.kind in ("string", "number"):
            return parse_expression(self.markup.sub(word.start, word.end))
        elif word.kind != "id":
            message = f"{_as_ruby_shows(word)} is not a valid expression"
            raise self._error(message, word, advice.for_value(word.kind))
        self._lookups()
        return parse_expression(self.markup.sub(word.start, self.words[self.at - 1].end))

    def operand(self) -> Expression:
        """One side of a condition."""
        return parse_operand(self.fragment())

    def condition(self) -> Expression:
        """Comparisons joined by ``and`` and ``or``, grouped from the right."""
        terms = [self._comparison()]
        operators: list[str] = []
        while operator := self.accept("id", "and", "or"):
            operators.append(operator.text)
            terms.append(self._comparison())
        condition = terms.pop()
        while terms:
            left = terms.pop()
            condition = Junction(left.start, condition.end, operators.pop(), left, condition)
        return condition

    def filtered(self) -> Expression:
        """A value and its filters, up to the end of the markup."""
        if self.look("end_of_string"):
            return Literal(self.markup.start, self.markup.end, None)
        value = self.expression()
        calls: list[FilterCall] = []
        while self.accept("pipe"):
            calls.append(self._filter())
        self.consume("end_of_string")
        return Filtered(self.markup.start, self.markup.end, value, tuple(calls)) if calls else value

    def _filter(self) -> FilterCall:
        name = self.consume("id")
        arguments: list[Markup] = []
        if self.accept("colon"):
            arguments.append(self._argument())
            while self.accept("comma"):
                arguments.append(self._argument())
        offset = self.markup.start
        return make_filter(offset + name.start, offset + self.words[self.at - 1].end, name.text, arguments)

    def _argument(self) -> Markup:
        start = self.words[self.at].start
        if self.look("id") and self.look("colon", 1):
            self.at += 2
        self.expression()
        return self.markup.sub(start, self.words[self.at - 1].end)

    def _comparison(self) -> Expression:
        left = self.operand()
        operator = self.accept("comparison")
        if not operator:
            return left
        right = self.operand()
        return Comparison(left.start, right.end, left, operator.text, right)

    def _range(self, opening: Word) -> Expression:
        self.expression()
        self.consume("dotdot")
        self.expression()
        closing = self.consume("close_round")
        return parse_expression(self.markup.sub(opening.start, closing.end))

    def _lookups(self) -> None:
        while True:
            if self.accept("open_square"):
                self.expression()
                self.consume("close_square")
            elif self.accept("dot"):
                self.consume("id")
            else:
                return

    def error(self, message: str, help: str) -> LiquidSyntaxError:
        """An error at the next word."""
        return self._error(message, self.words[self.at], help)

    def _error(self, message: str, word: Word, help: str) -> LiquidSyntaxError:
        start = self.markup.start + word.start
        # The end of the markup is the first character behind it.
        end = max(self.markup.start + word.end, start + 1)
        return LiquidSyntaxError(message, start, end, help)


def _split(markup: Markup) -> list[Word]:
    text = markup.text
    words: list[Word] = []
    at = 0
    while True:
        match = _WORDS.match(text, at)
        if not match:
            raise _unexpected_character(markup, at)
        kind = str(match.lastgroup)
        word = match[kind]
        if word == "contains" and (not words or words[-1].kind != "dot"):
            kind = "comparison"
        words.append(Word(kind, word, match.start(kind), match.end(kind)))
        at = match.end()
        if kind == "end_of_string":
            return words


def _unexpected_character(markup: Markup, at: int) -> LiquidSyntaxError:
    text = markup.text
    at += len(text[at:]) - len(text[at:].lstrip(" \t\n\v\f\r"))
    start = markup.start + at
    return LiquidSyntaxError(f"Unexpected character {text[at]}", start, start + 1, advice.for_character(text[at]))


def _as_ruby_shows(word: Word) -> str:
    return "[:end_of_string]" if word.kind == "end_of_string" else f'[:{word.kind}, "{word.text}"]'
