"""``{% increment name %}``: print a counter and add one; it counts in the data, beside the variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "increment"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class Increment(Node):
    """Count up."""

    SETS: ClassVar[str] = "counter"
    name: str


NODE = Increment


def parse(tag: Tag, parser: TagParser) -> Increment:
    """The whole markup is the name."""
    return Increment(tag.start, tag.end, tag.markup.strip().text)


def emit(node: Increment, emit: Emitter) -> None:
    """Print, then count."""
    emit.count(node, node.name, 1)
