"""``{% ifchanged %}…{% endifchanged %}``: print the block where it differs from the last one printed so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "ifchanged"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"


@dataclass(slots=True)
class IfChanged(Node):
    """A block that is compared as text."""

    BRANCHES: ClassVar[bool] = True
    body: Body

    @property
    def blank(self) -> bool:
        """Blank where its body is."""
        return self.body.blank

    @property
    def writes(self) -> bool:
        """White space is printed even so."""
        return self.body.writes


NODE = IfChanged


def parse(tag: Tag, parser: TagParser) -> IfChanged:
    """The tag and its body."""
    body, _ = parser.block(tag)
    return IfChanged(tag.start, tag.end, body)


def emit(node: IfChanged, emit: Emitter) -> None:
    """A text of its own, compared with the last."""
    text = emit.named(emit.captured(node.body))
    changed = emit.state("changed", "None")
    if not node.writes:
        emit.line(f"{changed} = ''")
        emit.resume()
        return
    emit.prepare(node)
    with emit.indent(f"if {text.text} != {changed}:"):
        emit.line(f"{changed} = {text.text}")
        emit.piece(node, text)
    emit.resume()
