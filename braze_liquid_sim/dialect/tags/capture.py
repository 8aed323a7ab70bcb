"""``{% capture name %}…{% endcapture %}``: set a variable to the text that the block writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.tags.assign import VARIABLE
from braze_liquid_sim.errors import LiquidSyntaxError

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "capture"
FIDELITY = "documented"
SOURCE = "Braze: supported personalization tags"

_SYNTAX = re.compile(VARIABLE, re.ASCII)


@dataclass(slots=True)
class Capture(Node):
    """The text of ``body`` under ``name``."""

    SETS: ClassVar[str] = "variable"
    name: str
    body: Body

    @property
    def blank(self) -> bool:
        """It prints nothing where it stands."""
        return True


NODE = Capture


def parse(tag: Tag, parser: TagParser) -> Capture:
    """Loose in every mode: quotes around the name are skipped."""
    name = parser.read(tag, strict=None, loose=_read, default="")
    body, _ = parser.block(tag)
    return Capture(tag.start, tag.end, name, body)


def _read(markup: Markup) -> str:
    match = _SYNTAX.search(markup.text)
    if not match:
        message = "Syntax Error in 'capture' - Valid syntax: capture [var]"
        raise LiquidSyntaxError(message, markup.start, markup.end, "Write {% capture name %}.")
    return match[0]


def emit(node: Capture, emit: Emitter) -> None:
    """A text of its own."""
    emit.capture(node, node.name, node.body)
