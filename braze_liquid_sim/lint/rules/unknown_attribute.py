"""A default attribute is read that Braze does not have.

``${name}`` without a namespace is one of Braze's own attributes. Any other name is empty for every user, and nothing
fails. Attributes of your own stand in ``custom_attribute.${name}``, variables have no ``${}`` at all.

Example:
    Hi {{ ${frist_name} | default: 'there' }}

Instead:
    Hi {{ ${first_name} | default: 'there' }}

Source: Braze: supported personalization tags
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES, PLAIN
from braze_liquid_sim.dialect.syntax import Path
from braze_liquid_sim.lint.facts.foreign_names import MEANT_ATTRIBUTES
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_BRACED = re.compile(r"\$\{[^{}\n]*\}?")


def find(field: Field) -> Iterator[Found]:
    """Every ``${name}`` at the beginning of a path that is not on the list."""
    for path in field.paths:
        if path.root == "$" and path.segments and isinstance(path.segments[0].key, str):
            name = path.segments[0].key
            if name and name not in ATTRIBUTES:
                yield _found(field, path, name)


def _found(field: Field, path: Path, name: str) -> Found:
    written = _BRACED.match(field.text, path.start)
    place = written.span() if written else (path.start, path.end)
    message = f"there is no attribute ${{{name}}}: it is empty for everybody"
    meant = _meant(field, name)
    if meant:
        edits = field.edit(*place, meant) if "|" not in field.written(*place) else ()
        return field.found(place, message, f"Did you mean {meant}?", edits=edits)
    help = f"Write custom_attribute.${{{name}}} for an attribute of your own, or {name} alone for a variable."
    return field.found(place, message, help, severity=Severity.WARNING)


def _meant(field: Field, name: str) -> str | None:
    """What a name in braces was meant to be: a member, a variable, an attribute that is spelt otherwise."""
    space, dot, key = name.partition(".")
    if dot and key and (space in NAMESPACES or space == "content_blocks"):
        return f"{space}.${{{key}}}"
    if name in PLAIN or name in field.flow.sets:
        return name
    near_one = near(name, ATTRIBUTES, MEANT_ATTRIBUTES)
    return f"${{{near_one}}}" if near_one else None
