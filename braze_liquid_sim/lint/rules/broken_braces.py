"""The braces of a tag or an output are not whole, so that it is text.

``{ % if … % }`` has blanks in its braces, ``{ endif %}`` and ``{ total }}`` lack a sign: Liquid sees nothing there, and
customers read what was meant for it.

Example:
    {% assign total = custom_attribute.${total} | default: 0 %}You have { total }} points

Instead:
    {% assign total = custom_attribute.${total} | default: 0 %}You have {{ total }} points

Source: Braze: using Liquid (outputs and tags); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import Text
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.lint.facts.structure import BROKEN_TAG, is_real
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_HALF_OUTPUT = re.compile(
    r"(?<![{%])\{(?![{%])-?\s*([A-Za-z_][\w\-.\[\]]*(?=[\s|}-])|'[^'\n]*'|\"[^\"\n]*\"|\d+|(?:\w+\.)?\$\{[^{}\n]*\}[\w.\[\]]*)"
    r"((?:\s*\|[^{}\n]*)?)\s*-?\}\}"
)
_IN_CALL = re.compile(r"(?<![{$])\{(\s*(?:\w+\.)?\$\{[^{}\n]*\}[^{}\n\"]*)\}{1,2}")
"""In a call Braze's names are read without braces too, so that only the outer ones are text."""
_END = re.compile(r"\{%?-?\s*(endcomment|endraw)\s*-?%?\}+")
_FILTER = re.compile(r"\s*\|\s*(\w+)", re.ASCII)


def find(field: Field) -> Iterator[Found]:
    """Every tag in text that half a brace makes of it, and every output whose first brace is missing."""
    if any("{" in text.text for text in field.texts):
        yield from _tags(field)
    if "endcomment" in field.text or "endraw" in field.text:
        yield from _ends(field)
    for text in field.texts:
        if "}}" in text.text:
            yield from _outputs(field, text)
    for call in field.all(ConnectedContent):
        for broken in _IN_CALL.finditer(field.text, call.start, call.end):
            message = f"{broken[0][:60]} is text: its first brace is missing"
            edits = field.edit(*broken.span(), f"{{{{{broken[1]}}}}}")
            yield field.found(broken.span(), message, f"Write {{{{{broken[1]}}}}}.", edits=edits)


def _tags(field: Field) -> Iterator[Found]:
    for broken in BROKEN_TAG.finditer(field.text):
        if is_real(broken[1]) and any(text.start <= broken.start() < text.end for text in field.texts):
            inside = broken[0].strip("{}% \t\r\n-")
            dashes = ["-" if "-" in broken[0][:4] else "", "-" if "-" in broken[0][-4:] else ""]
            tag = f"{{%{dashes[0]} {inside} {dashes[1]}%}}"
            message = f"{broken[0][:60]} is text: its braces are not whole"
            yield field.found(broken.span(), message, f"Write {tag}.", edits=field.edit(*broken.span(), tag))


def _ends(field: Field) -> Iterator[Found]:
    """The end of a comment that is none: all up to the next one is left out, too."""
    for end in _END.finditer(field.text):
        whole = end[0].startswith("{%") and end[0].endswith("%}") and not end[0].endswith("}}")
        if not whole and not any(text.start <= end.start() < text.end for text in field.texts):
            tag = f"{{% {end[1]} %}}"
            message = f"{end[0]} ends nothing: its braces are not whole"
            yield field.found(end.span(), message, f"Write {tag}.", edits=field.edit(*end.span(), tag))


def _outputs(field: Field, text: Text) -> Iterator[Found]:
    for broken in _HALF_OUTPUT.finditer(field.text, text.start, text.end):
        name = _FILTER.match(broken[2])
        root = re.split(r"[.\[]", broken[1])[0]
        plain = not field.text.startswith("}", broken.end()) and _is_known(field, root)
        if name[1] in filters() if name else plain:
            start = broken.start()
            message = f"{broken[0][:60]} is text: its first brace is missing"
            help = f"Write {{{broken[0]}."
            yield field.found(broken.span(), message, help, edits=field.edit(start, start, "{"))


def _is_known(field: Field, root: str) -> bool:
    """Whether a name is one that the template sets, or one of Braze's."""
    return (
        root in NAMESPACES
        or root == "forloop"
        or root in field.flow.sets
        or root in field.file.needs
        or any(node.variable == root for node in field.all(For))
    )
