"""An operator has no blank beside it, and Liquid may take it for a part of the name.

Read strictly, ``a=='x'`` compares. Read loosely it asks for a variable with the name ``a=='x'``, which there is not:
the condition is false for everybody. Which of the two Braze does is not documented.

Example:
    {% if ${language}=='en' %}Hello{% endif %}

Instead:
    {% if ${language} == 'en' %}Hello{% endif %}

Source: measured with Ruby Liquid 5.13 in lax and strict mode; Braze's examples have the blanks
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import CONDITIONS
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_OPERATOR = re.compile(r"(?<![=!<>&|])(?:[=!<>]=|<>|[<>])(?![=!<>&|])")
_CONTAINS = re.compile(r"(?<=\s)contains(?=['\"])")
_KNOWN = {"==", "!=", "<", ">", "<=", ">="}


def find(field: Field) -> Iterator[Found]:
    """Every comparison that stands against its left side, or against a name on its right."""
    for markup in field.markups:
        if markup.tag in CONDITIONS:
            bare = markup.bare
            for word in _CONTAINS.finditer(bare):
                place = markup.place(*word.span())
                help, edits = "Write a blank behind contains.", field.edit(place[1], place[1], " ")
                yield field.found(place, "no blank behind contains: it is no operator then", help, edits=edits)
            for operator in _OPERATOR.finditer(bare):
                before, behind = bare[: operator.start()][-1:], bare[operator.end() :][:1]
                left = bool(before) and not before.isspace()
                right = behind == "_" or (behind.isascii() and behind.islower())
                if operator[0] in _KNOWN and (left or right):
                    place = markup.place(*operator.span())
                    spaced = f"{' ' * left}{operator[0]}{' ' * bool(behind and not behind.isspace())}"
                    message = f"no blank beside {operator[0]}: it may be taken for a part of the name"
                    yield field.found(
                        place, message, f"Write blanks round {operator[0]}.", edits=field.edit(*place, spaced)
                    )
