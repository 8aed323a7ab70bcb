"""A tag is written in the braces of an output, or in broken ones.

``{{ if … }}`` and ``{{ endif }}`` print a variable called ``if`` or ``endif``, which is nothing: what should have been
conditional is sent to everybody. ``{ % if … % }``, with blanks in the braces, is text.

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
_BLANK = re.compile(r"\{\s+%(\s*\w[^{}%]*)%\s*\}")
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
    if "%" in field.text and _BLANK.search(field.text):
        yield from _in_text(field)


def _in_text(field: Field) -> Iterator[Found]:
    """Tags whose braces have a blank in them."""
    for text in field.texts:
        for broken in _BLANK.finditer(field.text, text.start, text.end):
            tag = f"{{% {broken[1].strip()} %}}"
            name = broken[1].split()[0].rstrip("-")
            if name in tags() or name.removeprefix("end") in tags() or name in ("else", "elsif", "when"):
                message = f"{broken[0]} is text: its braces have a blank in them"
                yield field.found(broken.span(), message, f"Write {tag}.", edits=field.edit(*broken.span(), tag))


def _is_tag(first: re.Match[str]) -> bool:
    name = first[1]
    known = tags()
    if name in _ALONE or (name.startswith("end") and name[3:] in known):
        return True
    return bool(first["more"].strip()) and (name in known or name in ("elsif", "elseif", "when"))
