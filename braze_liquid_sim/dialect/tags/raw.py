"""``{% raw %}…{% endraw %}``: text as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node, Text

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "raw"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class Raw(Node):
    """Text that keeps even the white space of a blank block."""

    text: str

    @property
    def blank(self) -> bool:
        """Blank where there is nothing in it at all."""
        return not self.text


NODE = Raw


def parse(tag: Tag, parser: TagParser) -> Raw:
    """Everything up to the end tag."""
    if tag.markup.text.strip():
        parser.problem("Syntax Error in 'raw' - Valid syntax: raw", tag.start, tag.end, "It takes nothing.")
    return Raw(tag.start, tag.end, parser.raw_block(tag))


def emit(node: Raw, emit: Emitter) -> None:
    """The text."""
    emit.write_text(Text(node.start, node.end, node.text))
