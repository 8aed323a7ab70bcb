"""``{% liquid … %}``: one tag a line, without braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Body, Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "liquid"
FIDELITY = "documented"
SOURCE = "Braze: using Liquid"


@dataclass(slots=True)
class LiquidTag(Node):
    """The tags of its lines."""

    body: Body

    @property
    def blank(self) -> bool:
        """Blank where its tags are."""
        return self.body.blank

    @property
    def writes(self) -> bool:
        """Where one of its tags does."""
        return self.body.writes


NODE = LiquidTag


def parse(tag: Tag, parser: TagParser) -> LiquidTag:
    """A program."""
    return LiquidTag(tag.start, tag.end, parser.lines(tag))


def emit(node: LiquidTag, emit: Emitter) -> None:
    """Its tags, one after the other."""
    emit.body(node.body)
