"""Content blocks inside a template: compiled in place, so that scope is shared both ways and costs nothing.

A block may hold a block, once; on the third level Braze prints nothing. A block cannot hold itself.
"""

from __future__ import annotations

from difflib import get_close_matches
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
        if name not in self.unit.blocks:
            near = get_close_matches(name, self.unit.blocks, n=3, cutoff=0.5)
            folded = [known for known in self.unit.blocks if known.casefold() == name.casefold()]
            names = " or ".join(repr(known) for known in dict.fromkeys(folded + near))
            help = f"Did you mean {names}?" if names else "Put it into the folder content_blocks/."
            if folded:
                help += " Names of content blocks are case-sensitive."
            self.failure_of("unknown-content-block", f"There is no content block {name!r}.", reference, help)
            return None
        block = self.unit.blocks[name]
        if block.text in self.unit.texts:
            message = f"Content block {name!r} includes itself."
            self.failure_of("content-block-cycle", message, reference, "A block cannot hold itself.")
            return None
        return block if len(self.unit.texts) <= _DEEPEST else None

    def failure_of(self, code: str, message: str, reference: Expression, help: str) -> None:
        """End the render here, for a reason that is no error of Liquid's."""
        texts = ", ".join(self.constants.text(text) for text in (code, message))
        self.settle()
        self.line(f"raise refuse({texts}, {self.unit.number(reference)}, {self.constants.text(help)})")
