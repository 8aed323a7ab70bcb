"""Braze cannot parse the template.

A block is not closed, a brace is missing, a tag lacks what it needs. A message that cannot be parsed is not sent, to
nobody (``template_parse_error`` in Currents); a content block like that breaks every message that calls it.

Example:
    {% if ${first_name} != blank %}Hi {{ ${first_name} }}

Instead:
    {% if ${first_name} != blank %}Hi {{ ${first_name} }}{% endif %}

Source: Braze: Liquid FAQ, message abort types of Currents; the errors are those of Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.lexer import Kind
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.lint.facts import structure
from braze_liquid_sim.lint.facts.markups import Markup
from braze_liquid_sim.lint.facts.told import is_told, untold
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_HALF_CLOSED = re.compile(r"\{%(?:\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|[^{}%\n])*?(\}\}?|%\s+\}|%-\})(?!\})")
_ALONE = re.compile(r"\{\{-?\s*(?:\w+\.)?\$\{[^{}\n]*\}")
_HALF_TAG = re.compile(r"\{\{\s*%[^{}]*%\}")
_GOES_ON = re.compile(r"\s*\|[^{}|]*(?:\|[^{}|]*)*\}\}")
_NO_DOLLAR = re.compile(r"(?<![${])\{\w+\}", re.ASCII)
_OPEN_NAME = re.compile(r"\$\{\s*\w+(?=\s*\|)", re.ASCII)


def find(field: Field) -> Iterator[Found]:
    """Every syntax error but unknown tags, and every tag that runs on into the next."""
    running = [markup for markup in field.markups if structure.runs_on(markup)]
    for markup in running:
        if not is_told(field, markup.outer[0], markup.start):
            yield _unclosed_tag(field, markup)
    if not field.parsed.errors:
        return
    lost = structure.lost_openings(field)
    ends = lost + structure.wrong_ends(field)
    starts = {markup.outer[0] for markup in running}
    for problem in untold(field, field.parsed.errors):
        name = structure.unknown_name(problem)
        unknown = problem.message.startswith("Unknown tag '{%") or (name is not None and not structure.is_real(name))
        told = problem.start in starts or structure.follows(problem, lost) or structure.precedes(problem, ends)
        if not unknown and not told:
            yield _found(field, problem)


def _unclosed_tag(field: Field, markup: Markup) -> Found:
    start = markup.outer[0]
    end = field.text.find("\n", start)
    end = min(markup.outer[1], end if end > 0 else markup.outer[1], start + 80)
    message = f"{{% {markup.tag} %}} is not closed and runs on into the next tag"
    return field.found((start, end), message, "Close it with %}.", edits=_closed(field, start))


def _closed(field: Field, start: int) -> tuple[Edit, ...]:
    """The closing of a tag that ends in } or }}."""
    half = _HALF_CLOSED.match(field.text, start)
    return field.edit(*half.span(1), "-%}" if half[1] == "%-}" else "%}") if half else ()


def _found(field: Field, problem: LiquidSyntaxError) -> Found:
    place = (problem.start, problem.end)
    block = structure.never_closed(problem)
    if block:
        message = f"{{% {block} %}} is never closed"
        return field.found(place, message, problem.help)
    name = structure.unknown_name(problem)
    if name:
        return field.found(place, structure.misplaced(problem, name), problem.help)
    if problem.message.startswith("Variable"):
        message = f"{_shown(problem.message)} is not closed"
        return field.found(place, message, problem.help, edits=_with_brace(field, problem))
    if problem.message.startswith("Tag '"):
        message = "{% without its end, %}"
        return field.found(place, message, problem.help, edits=_closed(field, problem.start))
    if problem.message.startswith("Unexpected character { in"):
        message = f"three braces: {_shown(problem.message)}"
        return field.found(place, message, problem.help, edits=_two_braces(field, problem.start - 2))
    return field.found(place, problem.message, problem.help or "Correct the tag.")


def _shown(message: str) -> str:
    """The markup that Ruby's message quotes, cut to one line."""
    quote = "'" if message.startswith("Variable") else '"'
    _, _, rest = message.partition(quote)
    return rest.rpartition(quote)[0].split("\n")[0][:60]


def _with_brace(field: Field, problem: LiquidSyntaxError) -> tuple[Edit, ...]:
    """The brace that an output lacks: behind the name of a reference, or at the end."""
    token = next((one for one in field.tokens if one.kind is Kind.UNCLOSED and one.end == problem.end), None)
    if token is None or field.text[token.end - 1] != "}":
        alone = _ALONE.match(field.text, problem.start)
        return field.edit(alone.end(), alone.end(), "}}") if alone else ()
    if _HALF_TAG.match(field.text, token.start):
        return field.edit(token.start, field.text.index("%", token.start) + 1, "{%")[:1]
    if _GOES_ON.match(field.text, token.end):
        return field.edit(token.end - 1, token.end, "")
    bare = _NO_DOLLAR.search(field.text, token.start + 2, token.end)
    if bare:
        return field.edit(bare.start(), bare.start(), "$")
    name = _OPEN_NAME.search(field.text, token.start, token.end)
    at = name.end() if name else token.end
    return field.edit(at, at, "}")


def _two_braces(field: Field, start: int) -> tuple[Edit, ...]:
    token = next((one for one in field.tokens if one.start == start), None)
    if token is None:
        return ()
    behind = field.edit(token.end, token.end + 1, "") if field.text[token.end : token.end + 1] == "}" else ()
    return field.edit(start, start + 1, "") + behind
