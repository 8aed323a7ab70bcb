"""One finding for one mistake: where a special rule explains it, the general ones are silent.

A slip in a tag shows in many ways. ``{% if a && b %}`` is a syntax warning, ``{{ first_name }}`` an undefined variable,
``{% image_buster %}`` an unknown tag. Those who know what was meant say ``EXPLAINS``; ``syntax-error``,
``lax-difference``, ``unknown-tag`` and ``undefined-variable`` ask here before they speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field


def told_of(field: Field) -> list[tuple[int, int]]:
    """Where the special rules have found something, as offsets in the file."""
    from braze_liquid_sim.lint.rules import rules

    found = [one.span for code in rules().values() if code.explains for one in code.find(field)]
    return [(span.start, span.end) for span in found if span]


def is_told(field: Field, start: int, end: int) -> bool:
    """Whether a special rule has found something that touches a stretch of the lexed text."""
    if not field.told:
        return False
    span = field.span(start, end)
    return any(first < max(span.end, span.start + 1) and span.start < last for first, last in field.told)


def misread(field: Field, start: int, end: int) -> bool:
    """Whether a stretch stands in a tag that has a mistake of its own: what is read there may not be what is meant."""
    if is_told(field, start, end):
        return True
    problems = (*field.parsed.warnings, *field.parsed.errors)
    return any(first <= start < last for first, last in (_around(field, problem) for problem in problems))


def meant_to_be_set(field: Field, name: str) -> bool:
    """Whether a tag with a mistake of its own was meant to set a variable."""
    from braze_liquid_sim.lint.facts.structure import lost_names

    return name in field.text and name in lost_names(field)


def untold(field: Field, problems: list[LiquidSyntaxError]) -> Iterator[LiquidSyntaxError]:
    """The problems in whose tags no special rule has found anything, and the first of each tag only."""
    seen: set[tuple[int, int]] = set()
    for problem in problems:
        place = _around(field, problem)
        if place not in seen and not is_told(field, *place):
            seen.add(place)
            yield problem


def _around(field: Field, problem: LiquidSyntaxError) -> tuple[int, int]:
    """The innermost tag or output that a problem stands in; its own place where that is none."""
    places = [markup.outer for markup in field.markups if markup.tag != "liquid"]
    around = [(start, end) for start, end in places if start <= problem.start < end]
    return min(around, key=lambda place: place[1] - place[0], default=(problem.start, problem.end))
