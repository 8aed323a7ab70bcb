"""A content block is called that does not exist.

Braze finds a block by its exact name. Where there is none, nothing is printed in its place, or the message is refused
when it is saved; either way the reader does not get what the block holds.

Example:
    {{content_blocks.${footre}}}

Instead:
    {{content_blocks.${footer}}}

Source: Braze: content blocks; Braze: create email template (must have valid Content Block names)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.blocks import Reference, is_name, name_of, of_other_case, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.workspace.names import near_misses

TOPIC = "blocks"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every call of a block that a complete project lacks under any spelling of its case."""
    file = field.file
    if not file.project.complete:
        return
    for reference in references(field):
        name = reference.name
        if name in file.project.blocks or not is_name(name) or of_other_case(name, file):
            continue
        if not (file.is_block and name == name_of(file)):  # which is a cycle
            yield _found(field, reference)


def _found(field: Field, reference: Reference) -> Found:
    name = reference.name
    message = f"there is no content block {name}"
    near = near_misses(name, field.file.project.blocks)
    if not near:
        help = f"Put it into the folder content_blocks/, as {name}.liquid, or take the call out."
        return field.found(reference.path, message, help)
    calls = " or ".join(f"content_blocks.${{{one}}}" for one in near)
    edits = field.edit(reference.start, reference.end, near[0]) if len(near) == 1 else ()
    return field.found(reference.path, message, f"Did you mean {calls}?", edits=edits)
