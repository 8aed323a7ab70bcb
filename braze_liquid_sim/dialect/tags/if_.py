"""``{% if condition %}…{% elsif condition %}…{% else %}…{% endif %}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.loose import parse_condition
from braze_liquid_sim.dialect.strict import StrictParser
from braze_liquid_sim.dialect.syntax import Body, Expression, Literal, Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "if"
FIDELITY = "documented"
SOURCE = "Braze: conditional logic"


@dataclass(slots=True)
class If(Node):
    """Conditions with their bodies, the first true one wins; None is ``else``."""

    BRANCHES: ClassVar[bool] = True
    branches: list[tuple[Expression | None, Body]]

    @property
    def blank(self) -> bool:
        """Blank where all its bodies are."""
        return all(body.blank for _, body in self.branches)

    @property
    def writes(self) -> bool:
        """Where a body of it does."""
        return not self.blank or any(body.writes for _, body in self.branches)


NODE: type[Node] = If


def read_branches(tag: Tag, parser: TagParser) -> list[tuple[Expression | None, Body]]:
    """The branches up to the end tag; the bodies of a blank tag without their white space."""
    branches: list[tuple[Expression | None, Body]] = []
    branch: Tag | None = tag
    while branch:
        condition = None if branch.name == "else" else _condition(branch, parser)
        body, following = parser.block(tag, "elsif", "else")
        branches.append((condition, body))
        branch = following
    if all(body.blank for _, body in branches):
        return [(condition, body.without_blank_text()) for condition, body in branches]
    return branches


def _condition(tag: Tag, parser: TagParser) -> Expression:
    false = Literal(tag.start, tag.end, False)
    return parser.read(tag, strict=StrictParser.condition, loose=parse_condition, default=false)


def parse(tag: Tag, parser: TagParser) -> If:
    """The tag and its branches."""
    return If(tag.start, tag.end, read_branches(tag, parser))


def emit(node: If, emit: Emitter) -> None:
    """An ``if`` of Python's."""
    conditions = [(emit.condition(condition) if condition else None, body) for condition, body in node.branches]
    emit.choose(node, conditions)
