"""A condition is grouped with parentheses, which conditions do not have.

Braze says that they keep a tag from working. Ruby, read loosely, leaves them out: ``and`` and ``or`` are grouped from
the right whatever they enclose, so ``(a or b) and c`` is ``a or (b and c)``. Read strictly it is a syntax error.

Example:
    {% if ${language} == 'en' and (${country} == 'US' or ${country} == 'CA') %}Hi{% endif %}

Instead:
    {% if ${language} == 'en' and ${country} == 'US' or ${country} == 'CA' %}Hi{% endif %}

Source: Braze: operators; grouping measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import CONDITIONS, Markup
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_BRACKET = re.compile(r"[()]")
_RANGE = re.compile(r"\(\s*[^\s()]+\s*\.\.\s*[^\s()]+\s*\)")
_JUNCTION = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_HELP = (
    "Put one {% if %} inside another, or assign the answer of one part first; and and or are grouped from the right."
)


def find(field: Field) -> Iterator[Found]:
    """Every outermost pair in a condition, ranges left out."""
    for markup in field.markups:
        if (markup.tag in CONDITIONS or markup.tag in ("case", "when")) and "(" in markup.bare:
            yield from _in_markup(field, markup)


def _in_markup(field: Field, markup: Markup) -> Iterator[Found]:
    bare = _RANGE.sub(lambda found: "r" * len(found[0]), markup.bare)
    group: list[tuple[int, int]] = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(bare):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            group.append((opened.pop(), bracket.start()))
            if not opened:
                yield _found(field, markup, bare, group)
                group = []
    if opened:
        place = markup.place(opened[0], opened[0] + 1)
        yield field.found(place, "a ( in a condition, which has no parentheses", "Take it out.")


def _found(field: Field, markup: Markup, bare: str, group: list[tuple[int, int]]) -> Found:
    """``group`` are the pairs inside the outermost, which is the last one."""
    first, last = group[-1]
    place = markup.place(first, last + 1)
    message = f"the parentheses round {field.written(place[0] + 1, place[1] - 1).strip()} group nothing"
    edits: tuple[Edit, ...] = ()
    if all(_means_nothing(bare, *pair) for pair in group):
        edits = tuple(edit for pair in group for at in pair for edit in _blanked(field, markup.start + at))
    help = "Take them out." if edits else _HELP
    return field.found(place, message, help, edits=edits)


def _means_nothing(bare: str, first: int, last: int) -> bool:
    """Whether the condition means the same without a pair: one comparison, or all that follows."""
    return not _JUNCTION.search(bare, first, last) or not bare[last:].strip(" \t\r\n)")


def _blanked(field: Field, at: int) -> tuple[Edit, ...]:
    """A bracket taken out, or made a blank where it keeps two words apart."""
    apart = at > 0 and not field.text[at - 1].isspace() and field.text[at - 1] not in "()"
    return field.edit(at, at + 1, " " if apart and field.text[at] == "(" else "")
