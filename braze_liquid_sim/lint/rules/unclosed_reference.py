"""A reference to an attribute lacks its ``$`` or one of its braces.

``${first_name}`` needs all three signs. Without one of them Ruby, read loosely, looks for a variable that is not there
and prints nothing; read strictly, the message cannot be parsed.

Example:
    {% if ${first_name == blank %}Hi{% endif %}

Instead:
    {% if ${first_name} == blank %}Hi{% endif %}

Source: Braze: supported personalization tags; measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import LIQUID
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_BROKEN = re.compile(r"(?P<opening>\$[{(]?|(?<![{$])\{(?!\{))\s*(?P<name>\w+)\s*(?P<closing>[})]?)")


def find(field: Field) -> Iterator[Found]:
    """Every ``${name``, ``$name``, ``$(name)`` and ``{name}`` inside a tag or an output."""
    for markup in field.markups:
        if markup.tag in LIQUID and ("$" in markup.bare or "{" in markup.bare):
            for broken in _BROKEN.finditer(markup.bare):
                start, end = markup.place(*broken.span())
                whole = f"${{{broken['name']}}}"
                if broken["closing"] == "" and broken[0][-1:].isspace():
                    end -= len(broken[0]) - len(broken[0].rstrip())
                edits = field.edit(start, end, whole)
                if field.text[start:end].startswith("{") and field.text[end : end + 2] == "}}":
                    edits = field.edit(start, start, "$")  # the output ended at the brace of the name
                yield field.found(
                    (start, end), f"{field.written(start, end)} is no reference", f"Write {whole}.", edits=edits
                )
