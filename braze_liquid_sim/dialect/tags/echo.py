"""``{% echo value %}``: ``{{ value }}`` as a tag, for ``{% liquid %}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Output

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "echo"
FIDELITY = "documented"
SOURCE = "Braze: using Liquid"
NODE = None


def parse(tag: Tag, parser: TagParser) -> Output:
    """An output like any other."""
    return Output(tag.start, tag.end, parser.filtered(tag.markup))


def emit(node: Output, emit: Emitter) -> None:
    """As ``{{ }}``."""
    emit.node(node)
