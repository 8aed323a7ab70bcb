"""A content block is called by a name that differs from its own only in capital letters.

Braze looks blocks up by their exact name: ``passkit_url`` does not find ``passKit_url``. Nothing is printed in its
place.

Example:
    {{content_blocks.${Footer}}}

Instead:
    {{content_blocks.${footer}}}

Source: Braze: content blocks; PassKit's partner page spells one block in two ways, and the second is not found
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.blocks import of_other_case, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every call whose name a block has in another case; also below the misspelt ``content_block``."""
    if "content_block" not in field.text or not field.file.project.blocks:
        return
    for namespace in ("content_blocks", "content_block"):
        for reference in references(field, namespace):
            known = of_other_case(reference.name, field.file)
            if known:
                yield field.found(
                    reference.path,
                    f"the content block is called {known}, not {reference.name}",
                    f"Write content_blocks.${{{known}}}: names of content blocks are case-sensitive.",
                    edits=field.edit(reference.start, reference.end, known),
                )
