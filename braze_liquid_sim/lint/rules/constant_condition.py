"""A part of a condition is always true.

``{% if ${language} == 'en' or 'fr' %}`` does not ask for two languages: a text or a number by itself is true, so that
the condition holds for everybody.

Example:
    {% if ${language} == 'en' or 'fr' %}Hello{% endif %}

Instead:
    {% if ${language} == 'en' or ${language} == 'fr' %}Hello{% endif %}

Source: Braze: conditional logic; measured with Ruby Liquid 5.13
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, Expression, Junction, Literal, StateLiteral
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.dialect.tags.unless import Unless
from braze_liquid_sim.lint.facts.told import misread
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every text, number, ``blank`` or ``empty`` that stands by itself in a condition."""
    for node in (*field.all(If), *field.all(Unless)):
        for condition, _ in node.branches:
            if condition is not None:
                yield from _constants(field, condition, None)


def _constants(field: Field, condition: Expression, before: Comparison | None) -> Iterator[Found]:
    while isinstance(condition, Junction):
        yield from _constant(field, condition.first, before)
        before = condition.first if isinstance(condition.first, Comparison) else before
        condition = condition.rest
    yield from _constant(field, condition, before)


def _constant(field: Field, term: Expression, before: Comparison | None) -> Iterator[Found]:
    """``before`` is the comparison that the term was most likely meant to repeat."""
    constant = isinstance(term, StateLiteral) or (
        isinstance(term, Literal) and term.value is not None and not isinstance(term.value, bool)
    )
    if not constant or term.start >= term.end or misread(field, term.start, term.end):
        return
    written = field.written(term.start, term.end)
    edits: tuple[Edit, ...] = ()
    help = "Compare it with something."
    if before:
        repeated = f"{field.written(before.left.start, before.left.end)} {before.operator} {written}"
        help, edits = f"Write {repeated}.", field.edit(term.start, term.end, repeated)
    yield field.found(term, f"{written} by itself is true for everybody", help, edits=edits)
