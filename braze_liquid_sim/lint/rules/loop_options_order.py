"""``reversed`` stands behind ``limit`` or ``offset``, where it does nothing.

The order is fixed: the list, then ``reversed``, then ``limit:`` and ``offset:``. Read loosely, a ``reversed`` further
back is dropped and the list runs forwards; read strictly, it is a syntax error.

Example:
    {% for item in custom_attribute.${seen} limit: 3 reversed %}{{ item }} {% endfor %}

Instead:
    {% for item in custom_attribute.${seen} reversed limit: 3 %}{{ item }} {% endfor %}

Source: measured with Ruby Liquid 5.13 in its three modes
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_LATE = re.compile(r"\s*[\w\-]+\s+in\s+(?:\([^()]*\)|\S+)\s+((?:limit|offset)\s*:.*?)([\s,]*\breversed\b)", re.DOTALL)


def find(field: Field) -> Iterator[Found]:
    """Every loop whose ``reversed`` comes too late."""
    for markup in field.markups:
        if markup.tag == "for" and (late := _LATE.match(markup.bare)):
            first = markup.start + late.start(1)
            start, end = markup.place(*late.span(2))
            moved = field.edit(first, first, "reversed ") + field.edit(start, end, "")
            place = (end - len("reversed"), end)
            message = "reversed has no effect behind limit and offset"
            yield field.found(place, message, "Write reversed right behind the list.", edits=moved)
