"""``{% unless condition %}…{% endunless %}``: the first condition turned round, the others as in ``if``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node
from braze_liquid_sim.dialect.tags.if_ import If, read_branches

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "unless"
FIDELITY = "documented"
SOURCE = "Braze: conditional logic"


@dataclass(slots=True)
class Unless(If):
    """As :class:`If`, with the first condition turned round."""


NODE: type[Node] = Unless


def parse(tag: Tag, parser: TagParser) -> Unless:
    """The tag and its branches."""
    return Unless(tag.start, tag.end, read_branches(tag, parser))


def emit(node: Unless, emit: Emitter) -> None:
    """An ``if not`` of Python's."""
    conditions = [(emit.condition(condition) if condition else None, body) for condition, body in node.branches]
    first, body = conditions[0]
    if first:
        conditions[0] = (emit.negated(first), body)
    emit.choose(node, conditions)
