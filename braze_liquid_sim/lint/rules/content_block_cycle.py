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
from braze_liquid_sim.lint.blocks import callees, name_of, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Every call in a block on the way back to it; the name of the block is that of its source."""
    file = field.file
    if not file.is_block:
        return
    own = name_of(file)
    for reference in references(field):
        way = _way(file, reference.name, own)
        if way:
            called = " calls ".join(way[1:])
            message = f"content block {own} calls itself" if len(way) == 1 else f"{way[0]} calls {called}, this block"
            yield field.found(
                reference.path, message, "Take the call out of one of them; put what both need into a third block."
            )


def _way(file: File, name: str, own: str) -> list[str]:
    """The names from a call to the block itself, the shortest; empty where no call leads there."""
    ways = [[name]]
    seen = {name}
    for way in ways:
        if way[-1] == own:
            return way
        block = file.project.block(way[-1])
        for _, reference in callees(block) if block else ():
            if reference.name not in seen:
                seen.add(reference.name)
                ways.append([*way, reference.name])
    return []
