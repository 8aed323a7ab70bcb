"""``{% random %}`` and ``{% random 10 %}``: print a number from 0 to 1, or a whole number from 0 to 9."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.expressions import parse_expression
from braze_liquid_sim.dialect.syntax import Expression, Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "random"
FIDELITY = "documented"
SOURCE = "Braze: supported personalization tags"


@dataclass(slots=True)
class Random(Node):
    """The number to stay below, if there is one."""

    limit: Expression


NODE = Random


def parse(tag: Tag, parser: TagParser) -> Random:
    """A number; that it may be a variable is assumed."""
    return Random(tag.start, tag.end, parse_expression(tag.markup))


def emit(node: Random, emit: Emitter) -> None:
    """Print the number."""
    limit = emit.named(emit.value(node.limit))
    emit.write_value(node, emit.service(node, "random", limit.text))
