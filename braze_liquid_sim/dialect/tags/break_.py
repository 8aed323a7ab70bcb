"""``{% break %}``: leave the loop; outside one, leave out the rest of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "break"
FIDELITY = "shown"
SOURCE = "Braze: Liquid use cases"


@dataclass(slots=True)
class Break(Node):
    """Leave the loop."""

    INTERRUPTS: ClassVar[bool] = True


NODE = Break


def parse(tag: Tag, parser: TagParser) -> Break:
    """Whatever follows the name is ignored."""
    return Break(tag.start, tag.end)


def emit(node: Break, emit: Emitter) -> None:
    """``break``."""
    emit.interrupt("break")
