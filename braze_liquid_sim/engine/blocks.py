"""Content blocks inside a template: compiled in place, so that scope is shared both ways and costs nothing.

A block may hold a block, once; on the third level Braze prints nothing. A block cannot hold itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Expression
from braze_liquid_sim.engine.code import Code
from braze_liquid_sim.engine.nodes import Nodes

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.parser import ParseResult

_DEEPEST = 2


class Blocks(Nodes):
    """A writer that knows content blocks."""

    def write_block(self, reference: Expression, name: str) -> None:
        """Write a block where it stands."""
        block = self.open_block(reference, name)
        if block:
            self.unit.texts.append(block.text)
            self.body(block.body)
            self.unit.texts.pop()

    def block_text(self, reference: Expression, name: str) -> Code:
        """A block's text as a value."""
        block = self.open_block(reference, name)
        if not block:
            return self.constants.code("")
        self.unit.texts.append(block.text)
        text = self.named(self.captured(block.body))
        self.resume()
        self.unit.texts.pop()
        return text

    def open_block(self, reference: Expression, name: str) -> ParseResult | None:
        """The block of a name, if it is to be written here; what makes that impossible ends the render."""
        block = self.unit.blocks.get(name)
        own = block is not None and block.text is self.unit.texts[-1]
        if len(self.unit.texts) > _DEEPEST and not own:
            return None
        if block is None or own:
            refuse = "own_block" if own else "unknown_block"
            self.settle()
            self.line(f"raise {refuse}({self.constants.text(name)}, {self.unit.number(reference)})")
            return None
        return block
