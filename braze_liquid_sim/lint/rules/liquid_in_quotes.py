"""Liquid stands inside a quoted text, where it is text.

Between quotes nothing is replaced: ``{% assign s = 'Hi {{${first_name}}}' %}`` prints the braces to the customer. A
text with values in it is built with ``capture``.

Example:
    {% assign greeting = 'Hi {{${first_name}}}' %}{{ greeting }}

Instead:
    {% capture greeting %}Hi {{${first_name} | default: 'there'}}{% endcapture %}{{ greeting }}

Source: Braze: using Liquid (quoted strings in assign)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Literal
from braze_liquid_sim.dialect.tags.abort_message import AbortMessageTag
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.lint.facts.markups import VALUES, Markup
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_LIQUID = re.compile(r"\{\{.*?\}\}+|\$\{[^{}\n]+\}", re.DOTALL)
_REFERENCE = re.compile(r"(?:\{\{\s*)?((?:\w+\.)?\$\{[^{}\n]+\}[\w.\[\]]*)\s*(?:\}\})?")
_LOOKS_FOR = {"replace", "replace_first", "replace_last", "remove", "remove_first", "remove_last", "split"}
"""Filters that may well look for braces in a text."""
_CUT = re.compile(r"['\"][^'\"]*\{\{")


def find(field: Field) -> Iterator[Found]:
    """Every constant text that holds an output or a reference, and every reason for an abort that does."""
    for literal in field.all(Literal):
        if isinstance(literal.value, str) and _LIQUID.search(literal.value) and not _looked_for(field, literal):
            yield _found(field, literal)
    for node in field.all(AbortMessageTag):
        if _LIQUID.search(node.reason):
            message = "the reason of an abort is plain text: Liquid in it is logged as it stands"
            yield field.found(node, message, "Write a reason that is the same for everybody.")
    for markup in field.markups:
        if markup.tag in VALUES and (place := _cut_short(markup)):
            message = "Liquid inside quotes: the output ends at the first }}"
            yield field.found(place, message, "Build the text with {% capture %} first, and use its name here.")


def _looked_for(field: Field, literal: Literal) -> bool:
    parent = field.parent(literal)
    return isinstance(parent, FilterCall) and parent.name in _LOOKS_FOR


def _found(field: Field, literal: Literal) -> Found:
    written = field.written(literal.start, literal.end)
    reference = _REFERENCE.fullmatch(str(literal.value).strip())
    message = f"{written} is printed as it stands: nothing is replaced between quotes"
    if reference:
        edits = field.edit(literal.start, literal.end, reference[1])
        return field.found(literal, message, f"Write {reference[1]} without quotes.", edits=edits)
    parent = field.parent(literal)
    if isinstance(parent, Assign):
        help = f"Write {{% capture {parent.name} %}}{literal.value}{{% endcapture %}}."
        return field.found(literal, message, help, edits=_captured(field, parent, str(literal.value)))
    return field.found(literal, message, "Build the text with {% capture %} first, and use its name here.")


def _captured(field: Field, node: Assign, text: str) -> tuple[Edit, ...]:
    """The assignment as a capture, white space control kept."""
    written = field.written(node.start, node.end)
    if not (written.startswith("{%") and written.endswith("%}")):
        return ()
    left = "-" if written.startswith("{%-") else ""
    right = "-" if written.endswith("-%}") else ""
    capture = f"{{%{left} capture {node.name} %}}{text}{{% endcapture {right}%}}"
    return field.edit(node.start, node.end, capture)


def _cut_short(markup: Markup) -> tuple[int, int] | None:
    """Where a quote is open when the output ends, because of the braces behind it."""
    if markup.tag or markup.unclosed is None or not _CUT.match(markup.text, markup.unclosed):
        return None
    return markup.place(markup.unclosed, len(markup.text))
