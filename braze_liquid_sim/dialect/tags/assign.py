"""``{% assign name = value | filters %}``: set a variable for the rest of the field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Expression, Literal, Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "assign"
FIDELITY = "documented"
SOURCE = "Braze: supported personalization tags"

VARIABLE = r"(?:\(?[\w\-.\[\]]\)?)+"
_SYNTAX = re.compile(rf"({VARIABLE})\s*=\s*(.*)\s*", re.ASCII | re.DOTALL)


@dataclass(slots=True)
class Assign(Node):
    """``name = value``."""

    SETS: ClassVar[str] = "variable"
    name: str
    value: Expression

    @property
    def blank(self) -> bool:
        """It prints nothing."""
        return True


NODE = Assign


def parse(tag: Tag, parser: TagParser) -> Assign:
    """Loose in every mode but for the value."""
    match = _SYNTAX.search(tag.markup.text)
    if not match:
        message = "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]"
        parser.problem(message, tag.start, tag.end, "Write {% assign name = value %}.")
        return Assign(tag.start, tag.end, "", Literal(tag.start, tag.end, None))
    return Assign(tag.start, tag.end, match[1], parser.filtered(tag.markup.sub(*match.span(2))))


def emit(node: Assign, emit: Emitter) -> None:
    """One Python assignment."""
    emit.assign(node, node.name, node.value)
