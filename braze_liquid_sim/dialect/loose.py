"""The loose grammar: how Ruby Liquid reads markup in ``lax`` mode.

It takes what it recognises and drops the rest without a word. ``{{ v upcase }}`` is ``v``, ``{% if v=="a" %}`` asks for
a variable named ``v==`` (and so is false): surprising, and exactly what Ruby does.
"""

from __future__ import annotations

import re

from braze_liquid_sim.dialect.expressions import parse_expression, parse_operand
from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Comparison, Expression, FilterCall, Filtered, Junction, Literal
from braze_liquid_sim.errors import LiquidSyntaxError

QUOTED_STRING = r"""(?:"[^"]*"|'[^']*')"""
QUOTED_FRAGMENT = rf"""(?:{QUOTED_STRING}|(?:[^\s,|'"]|{QUOTED_STRING})+)"""
ATTRIBUTE = re.compile(rf"(\w[\w-]*)\s*:\s*({QUOTED_FRAGMENT})", re.ASCII)
FRAGMENT = re.compile(QUOTED_FRAGMENT, re.ASCII)

_FILTER = re.compile(rf"(?:\s+|{QUOTED_FRAGMENT}|,)+", re.ASCII)
_FILTER_NAME = re.compile(r"\w+", re.ASCII)
_FILTER_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{QUOTED_FRAGMENT})", re.ASCII)
_CONDITION = re.compile(rf"({QUOTED_FRAGMENT})\s*([=!<>a-z_]+)?\s*({QUOTED_FRAGMENT})?", re.ASCII)
_TERMS = re.compile(
    r"(?:\b(?:\s?and\s?|\s?or\s?)\b"
    rf"|(?:\s*(?!\b(?:\s?and\s?|\s?or\s?)\b)(?:{QUOTED_FRAGMENT}|\S+)\s*)+)",
    re.ASCII,
)
_IF_SYNTAX = "Syntax Error in tag 'if' - Valid syntax: if [expression]"


def parse_filtered(markup: Markup) -> Expression:
    """A value and its filters: the first fragment, then each run of fragments after the first bar."""
    value = FRAGMENT.search(markup.text)
    if not value:
        return Literal(markup.start, markup.end, None)
    expression = parse_expression(markup.sub(*value.span()))
    bar = markup.text.find("|", value.end())
    if bar < 0:
        return expression
    calls = [
        parse_filter(markup.sub(*run.span()), name)
        for run in _FILTER.finditer(markup.text, bar + 1)
        if (name := _FILTER_NAME.search(run[0]))
    ]
    return Filtered(markup.start, markup.end, expression, tuple(calls)) if calls else expression


def parse_filter(markup: Markup, name: re.Match[str]) -> FilterCall:
    """One filter with its arguments; ``name`` is matched in the markup's text."""
    arguments = [markup.sub(*found.span(1)) for found in _FILTER_ARGUMENT.finditer(markup.text)]
    start = markup.start + name.start()
    end = arguments[-1].end if arguments else markup.start + name.end()
    return make_filter(start, end, name[0], arguments)


def make_filter(start: int, end: int, name: str, arguments: list[Markup]) -> FilterCall:
    """A filter call; an argument that is ``word: value`` as a whole is a keyword."""
    positional: list[Expression] = []
    keywords: list[tuple[str, Expression]] = []
    for argument in arguments:
        keyword = ATTRIBUTE.fullmatch(argument.text)
        if keyword:
            keywords.append((keyword[1], parse_expression(argument.sub(*keyword.span(2)))))
        else:
            positional.append(parse_expression(argument))
    return FilterCall(start, end, name, tuple(positional), tuple(keywords))


def parse_condition(markup: Markup) -> Expression:
    """A condition; what is not understood is dropped, brackets vanish, ``and`` and ``or`` group from the right."""
    terms = [markup.sub(*term.span()) for term in _TERMS.finditer(markup.text)]
    condition = _comparison(terms.pop() if terms else None, markup)
    while terms:
        operator = terms.pop().text.strip()
        left = _comparison(terms.pop() if terms else None, markup)
        if operator not in ("and", "or"):
            raise _bad_condition(markup)
        condition = Junction(left.start, condition.end, operator, left, condition)
    return condition


def _comparison(term: Markup | None, markup: Markup) -> Expression:
    match = _CONDITION.search(term.text) if term else None
    if not term or not match:
        raise _bad_condition(markup)
    left = parse_operand(term.sub(*match.span(1)))
    if match[2] is None:
        return left
    right = parse_operand(term.sub(*match.span(3))) if match[3] else Literal(left.end, left.end, None)
    return Comparison(term.start + match.start(), term.start + match.end(), left, match[2], right)


def _bad_condition(markup: Markup) -> LiquidSyntaxError:
    return LiquidSyntaxError(
        _IF_SYNTAX, markup.start, markup.end, "Write a condition, for instance {% if ${first_name} != blank %}."
    )
