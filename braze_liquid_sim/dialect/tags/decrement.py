"""``{% decrement name %}``: take one from a counter and print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "decrement"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class Decrement(Node):
    """Count down."""

    SETS: ClassVar[str] = "counter"
    name: str


NODE = Decrement


def parse(tag: Tag, parser: TagParser) -> Decrement:
    """The whole markup is the name."""
    return Decrement(tag.start, tag.end, tag.markup.strip().text)


def emit(node: Decrement, emit: Emitter) -> None:
    """Count, then print."""
    emit.count(node, node.name, -1)
