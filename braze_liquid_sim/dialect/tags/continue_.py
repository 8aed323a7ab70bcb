"""``{% continue %}``: go on with the next item; outside a loop, leave out the rest of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "continue"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class Continue(Node):
    """Go on with the next item."""

    INTERRUPTS: ClassVar[bool] = True


NODE = Continue


def parse(tag: Tag, parser: TagParser) -> Continue:
    """Whatever follows the name is ignored."""
    return Continue(tag.start, tag.end)


def emit(node: Continue, emit: Emitter) -> None:
    """``continue``."""
    emit.interrupt("continue")
