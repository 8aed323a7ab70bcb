"""``{% doc %}…{% enddoc %}``: documentation, printed nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "doc"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class Doc(Node):
    """The documentation's text."""

    text: str

    @property
    def blank(self) -> bool:
        """Blank where there is nothing in it at all."""
        return not self.text


NODE = Doc


def parse(tag: Tag, parser: TagParser) -> Doc:
    """Everything up to the end tag; it does not nest."""
    if tag.markup.text.strip():
        message = "Syntax Error in 'doc' - Valid syntax: {% doc %}{% enddoc %}"
        parser.problem(message, tag.start, tag.end, "It takes nothing.")
    nested = "Syntax Error in 'doc' - Nested doc tags are not allowed"
    return Doc(tag.start, tag.end, parser.raw_block(tag, nested_error=nested))


def emit(node: Doc, emit: Emitter) -> None:
    """Nothing."""
