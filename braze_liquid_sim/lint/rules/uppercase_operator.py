"""An operator or a keyword is written in capitals, so it is none.

``AND``, ``OR``, ``CONTAINS``, ``NULL`` and ``True`` are names of variables to Liquid. Behind an operator like that,
read loosely, everything is dropped and the condition is what stands before it; read strictly, the message cannot be
parsed. A keyword like that is a variable that is not set: nothing.

Example:
    {% if ${language} == 'en' AND ${country} == 'US' %}Hi{% endif %}

Instead:
    {% if ${language} == 'en' and ${country} == 'US' %}Hi{% endif %}

Source: Braze: operators; measured with Ruby Liquid 5.13 in its three modes
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import CONDITIONS
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_CAPITALS = re.compile(r"(?<=\S)\s+(?!and\b|or\b|contains\b)((?i:and|or|contains))(?![\w\-.\[])")

_KEYWORDS = {word: word for word in ("blank", "empty", "nil", "null", "true", "false")} | {
    "none": "nil",
    "undefined": "nil",
}


def find(field: Field) -> Iterator[Found]:
    """Every operator of a condition, ``or`` of a ``when`` and keyword anywhere that is not in lower case."""
    for markup in field.markups:
        if markup.tag in CONDITIONS or markup.tag == "when":
            for operator in _CAPITALS.finditer(markup.bare):
                place = markup.place(*operator.span(1))
                word = operator[1].lower()
                message = f"{operator[1]} is no operator: they are in lower case"
                yield field.found(place, message, f"Write {word}.", edits=field.edit(*place, word))
    for path in field.paths:
        meant = _KEYWORDS.get(path.root.lower()) if isinstance(path.root, str) and not path.segments else None
        if meant and path.root not in field.flow.sets and field.written(path.start, path.end) == path.root:
            message = f"{path.root} is no keyword, but a variable that is not set"
            yield field.found(path, message, f"Write {meant}.", edits=field.edit(path.start, path.end, meant))
