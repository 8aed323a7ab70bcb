"""A content block calls itself, or calls a block that calls it back.

Braze refuses to save a block that names itself. A circle through a second block can be saved, and prints less than it
looks like: on the third level nothing is printed.

Example:
    Thank you. {{content_blocks.${template}}}

Instead:
    Thank you. {{content_blocks.${signature}}}

Source: Braze: create content block (Content Block cannot be referenced within itself)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.blocks import callees, name_of, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Every call on the way back to the block that makes it, and in a message every call that leads into a circle."""
    file = field.file
    own = [name_of(file)] if file.is_block else []
    for reference in references(field):
        way = _circle(file, own, reference.name)
        if way:
            help = "Take the call out of one of them; put what both need into a third block."
            yield field.found(reference.path, _message(way), help)


def _message(way: list[str]) -> str:
    if len(way) == 2:
        return f"content block {way[0]} calls itself"
    return f"content blocks that call each other: {' calls '.join(way)}"


def _circle(file: File, own: list[str], name: str) -> list[str]:
    """The shortest way from a name to itself, or from the block itself back to it; empty where there is none."""
    ways = [[*own, name]]
    seen = {name}
    for way in ways:
        if way[-1] in way[:-1]:
            return way[way.index(way[-1]) :]
        block = file.project.block(way[-1])
        for _, reference in callees(block) if block else ():
            back = reference.name in (own or way)
            if back or reference.name not in seen:
                seen.add(reference.name)
                ways.append([*way, reference.name])
    return []
