"""``{% comment %}…{% endcomment %}``: nothing inside is read, but comments nest and ``raw`` must close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "comment"
FIDELITY = "documented"
SOURCE = "Braze: using Liquid"


@dataclass(slots=True)
class Comment(Node):
    """Nothing."""

    @property
    def blank(self) -> bool:
        """It prints nothing."""
        return True


NODE = Comment


def parse(tag: Tag, parser: TagParser) -> Comment:
    """Pass over it."""
    parser.skip_comment(tag)
    return Comment(tag.start, tag.end)


def emit(node: Comment, emit: Emitter) -> None:
    """Nothing."""
