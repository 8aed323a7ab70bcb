"""A namespace is read that Braze does not have.

``name.${key}`` reads a key of one of Braze's namespaces. With any other name in front it is empty for everybody, and
nothing fails: ``content_block.${footer}`` sends the message without its footer, for ``content_blocks.${footer}``.

Example:
    {{ content_block.${footer} }}{{ event_property.${total} }}

Instead:
    {{ content_blocks.${footer} }}{{ event_properties.${total} }}

Source: Braze: supported personalization tags, content blocks
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES
from braze_liquid_sim.lint.facts.foreign_names import MEANT_NAMESPACES, PERSONS
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every ``name.${key}`` whose name is none of a namespace."""
    for path in field.paths:
        root = path.root
        if not isinstance(root, str) or not path.segments or not path.segments[0].braced:
            continue
        if not field.text.startswith(f"{root}.", path.start):
            continue  # loose reading makes a path of what stands in other signs
        if root not in NAMESPACES and root not in ("$", "content_blocks"):
            key = path.segments[0].key
            place = (path.start, path.start + len(root))
            message = f"there is no namespace {root}: {root}.${{{key}}} is empty for everybody"
            help, edits = _mended(field, root, str(key), place)
            yield field.found(place, message, help, edits=edits)


def _mended(field: Field, root: str, key: str, place: tuple[int, int]) -> tuple[str, tuple[Edit, ...]]:
    if root.lower() in PERSONS and key in ATTRIBUTES:
        return f"Write ${{{key}}}.", field.edit(place[0], place[1] + 1, "")
    meant = near(root, (*NAMESPACES, "content_blocks"), MEANT_NAMESPACES)
    if meant:
        return f"Did you mean {meant}.${{{key}}}?", field.edit(*place, meant)
    return f"Write custom_attribute.${{{key}}} for an attribute of your own; a variable is read without ${{}}.", ()
