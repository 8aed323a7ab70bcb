"""Braces that name nothing print nothing.

``{{ }}`` and ``${}`` are what is left when a name was to be filled in later, or was deleted. Nothing fails: the text is
sent with a hole in it.

Example:
    Hi {{ }}, you have {{ custom_attribute.${} }} points

Instead:
    Hi {{ ${first_name} }}, you have {{ custom_attribute.${points} }} points

Source: Braze: supported personalization tags; measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import LIQUID
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
EXPLAINS = True

_EMPTY_BRACES = re.compile(r"\$\{\s*\}")
_EMPTY = re.compile(r"(?:(\w+)\.)?\$\{\s*\}")
_FILTER_FIRST = re.compile(r"\s*\|")


def find(field: Field) -> Iterator[Found]:
    """Every output without a value, and every ``${}``."""
    has_empty = _EMPTY_BRACES.search(field.text) is not None
    for markup in field.markups:
        if not markup.tag and (not markup.text.strip() or _FILTER_FIRST.match(markup.text)):
            message = f"{field.written(*markup.outer)} prints no value"
            yield field.found(markup.outer, message, "Write what it prints, or take it out.")
        if has_empty and markup.tag in LIQUID:
            for empty in _EMPTY.finditer(field.text, markup.start, markup.end):
                message = f"{empty[0]} names nothing"
                yield field.found(empty.span(), message, "Write the name between the braces.")
