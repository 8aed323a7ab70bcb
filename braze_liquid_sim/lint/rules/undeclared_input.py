"""A content block reads a variable that its front matter does not list.

Whoever calls the block sets what ``needs`` lists, and nothing else: the variable is nothing there. Only for blocks
whose front matter has ``needs``, and only for what is read without a default or a condition.

Example:
    ---
    needs: [card_name]
    ---
    {{ card_name }}: {{ card_price }}

Instead:
    ---
    needs: [card_name, card_price]
    ---
    {{ card_name }}: {{ card_price }}

Source: braze-liquid: docs/workspace.md; Braze: content blocks
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES
from braze_liquid_sim.lint.facts.slips import meant
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "blocks"
SEVERITY = Severity.WARNING


def find(field: Field) -> Iterator[Found]:
    """The first read of every such variable."""
    file = field.file
    if not file.is_block or "needs" not in file.source.front_matter:
        return
    flow = field.flow
    for name, read in flow.inputs.items():
        known = name in file.needs or name in ATTRIBUTES or name in flow.sets
        if name in flow.requires and not known and not meant(name, {*file.needs, *flow.sets}):
            message = f"the block reads {name}, which its front matter does not list under needs"
            yield field.found(read.path, message, f"Add {name} to needs, or set it in the block.")
