"""A variable has a name that belongs to Braze or to Liquid.

A keyword (``blank``, ``true``, ``nil``) is never read as a variable. A namespace (``campaign``, ``custom_attribute``)
hides what Braze puts there. The name of a personalization tag (``language``) makes two things look like one; Braze
warns that what a template does may then change.

Example:
    {% assign language = 'en' %}{{ language }}

Instead:
    {% assign shown_language = 'en' %}{{ shown_language }}

Source: Braze: using Liquid (names of variables)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES, PLAIN
from braze_liquid_sim.lint.facts.markups import Markup
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.WARNING

_KEYWORDS = frozenset(("nil", "null", "true", "false", "blank", "empty", "and", "or", "contains", "in", "forloop"))
_SETS = {
    "assign": re.compile(r"\s*([\w\-]+)\s*=", re.ASCII),
    "capture": re.compile(r"\s*['\"]?([\w\-]+)", re.ASCII),
    "for": re.compile(r"\s*([\w\-]+)\s+in\b", re.ASCII),
    "increment": re.compile(r"\s*([\w\-]+)", re.ASCII),
    "decrement": re.compile(r"\s*([\w\-]+)", re.ASCII),
    "connected_content": re.compile(r".*\s:save\s+['\"]?([\w\-]+)", re.ASCII | re.DOTALL),
}


def find(field: Field) -> Iterator[Found]:
    """Every variable that is set under such a name."""
    for markup in field.markups:
        if markup.tag in _SETS and (name := _SETS[markup.tag].match(markup.text)):
            yield from _found(field, markup, name)


def _is_read(field: Field, name: str) -> bool:
    """Whether the template also reads what Braze has under that name."""
    return f"{name}.${{" in field.text or f"${{{name}}}" in field.text


def _found(field: Field, markup: Markup, name: re.Match[str]) -> Iterator[Found]:
    place = markup.place(*name.span(1))
    written = name[1]
    help = f"Choose another name, for instance my_{written}."
    if written in _KEYWORDS:
        message = f"{written} is a word of Liquid: the variable can never be read"
        yield field.found(place, message, help, severity=Severity.ERROR)
    elif markup.tag == "for" and not _is_read(field, written):
        return  # the item of a list, and Braze's own is not asked for
    elif written in NAMESPACES or written == "content_blocks":
        yield field.found(place, f"{written} is a namespace of Braze's: {written}.${{…}} is hidden by it", help)
    elif (written in ATTRIBUTES or written in PLAIN) and not _is_the_same(field, markup, written):
        yield field.found(place, f"{written} is the name of one of Braze's personalization tags", help)


def _is_the_same(field: Field, markup: Markup, name: str) -> bool:
    """Whether the variable holds what the tag of that name does, or an item of a loop: both read as one thing."""
    return markup.tag == "for" or f"${{{name}}}" in field.written(markup.start, markup.end)
