"""A tag is written in the braces of an output.

``{{ if … }}`` and ``{{ endif }}`` print a variable called ``if`` or ``endif``, which is nothing: what should have been
conditional is sent to everybody.

Example:
    {{ if ${language} == 'en' }}Hello{{ endif }}

Instead:
    {% if ${language} == 'en' %}Hello{% endif %}

Source: Braze: using Liquid (outputs and tags); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags import tags
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_FIRST = re.compile(r"\s*([a-z_]+)(?P<more>\s+[^\s|.\[=]|\s*\(|\s*\Z)", re.ASCII)
_ALONE = frozenset(("else", "abort_message"))
"""Tags that may stand without anything behind the name, and whose names no variable has."""


def find(field: Field) -> Iterator[Found]:
    """Every output that begins with the name of a tag, and with what such a tag may have behind it."""
    for markup in field.markups:
        if markup.tag == "" and (first := _FIRST.match(markup.text)) and _is_tag(first):
            start, end = markup.outer
            message = f"{first[1]} is a tag: it does nothing in {{{{ }}}}"
            edits = field.edit(start, start + 2, "{%") + field.edit(end - 2, end, "%}")
            inside = field.written(start + 2, end - 2)
            yield field.found(markup.outer, message, f"Write {{%{inside}%}}.", edits=edits)


def _is_tag(first: re.Match[str]) -> bool:
    name = first[1]
    known = tags()
    if name in _ALONE or (name.startswith("end") and name[3:] in known):
        return True
    return bool(first["more"].strip()) and (name in known or name in ("elsif", "elseif", "when"))
