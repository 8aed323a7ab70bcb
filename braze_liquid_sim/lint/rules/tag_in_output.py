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

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.structure import begins_as_tag
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True


def find(field: Field) -> Iterator[Found]:
    """Every output that begins with the name of a tag, and with what such a tag may have behind it."""
    for markup in field.markups:
        if markup.tag == "" and (name := begins_as_tag(markup)):
            start, end = markup.outer
            message = f"{name} is a tag: it does nothing in {{{{ }}}}"
            edits = field.edit(start, start + 2, "{%") + field.edit(end - 2, end, "%}")
            inside = field.written(start + 2, end - 2)
            yield field.found(markup.outer, message, f"Write {{%{inside}%}}.", edits=edits)
