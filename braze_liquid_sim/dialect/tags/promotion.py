"""``{% promotion('list') %}``: print a code of a promotion list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "promotion"
FIDELITY = "documented"
SOURCE = "Braze: promotion codes"

_LIST = re.compile(r"""\(?\s*(?:'(?P<single>[^']+)'|"(?P<double>[^"]+)"|(?P<bare>[\w-]+))\s*\)?\s*""")


@dataclass(slots=True)
class Promotion(Node):
    """The name of the list as written; Liquid in it is not read."""

    list_name: str


NODE = Promotion


def parse(tag: Tag, parser: TagParser) -> Promotion:
    """A name in brackets and quotes; that both may be left out is assumed."""
    match = _LIST.fullmatch(tag.markup.written)
    if not match:
        message = "Syntax Error in 'promotion' - Valid syntax: promotion('list')"
        parser.problem(message, tag.start, tag.end, "Name the list: {% promotion('spring') %}.")
        return Promotion(tag.start, tag.end, "")
    return Promotion(tag.start, tag.end, match["single"] or match["double"] or match["bare"])


def emit(node: Promotion, emit: Emitter) -> None:
    """Print the code; Braze sets one aside before it renders, also for a branch that is not taken."""
    name = emit.constant(node.list_name).text
    code = emit.service(node, "promotion", name, returns="str")
    emit.beforehand(f"k.services.set_aside({name})")
    emit.write_value(node, code)
