"""``{% assign name = value | filters %}``: set a variable for the rest of the field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Expression, Literal, Node
from braze_liquid_sim.errors import LiquidSyntaxError

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
    nothing: tuple[str, Markup | None] = ("", None)
    name, value = parser.read(tag, strict=None, loose=_read, default=nothing)
    expression = parser.filtered(value) if value else Literal(tag.start, tag.end, None)
    return Assign(tag.start, tag.end, name, expression)


def _read(markup: Markup) -> tuple[str, Markup | None]:
    match = _SYNTAX.search(markup.text)
    if not match:
        help = "Write {% assign name = value %}, with a name of letters, digits and _."
        if markup.written.startswith(("$", "{")):
            help = "What Braze knows of a user cannot be set: choose a name of your own."
        message = "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]"
        raise LiquidSyntaxError(message, markup.start, markup.end, help)
    return match[1], markup.sub(*match.span(2))


def emit(node: Assign, emit: Emitter) -> None:
    """One Python assignment."""
    emit.assign(node, node.name, node.value)
