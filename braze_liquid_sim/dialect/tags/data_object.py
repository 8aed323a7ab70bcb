"""``{% data_object type %}``: set ``data_objects`` to the user's data objects of a type (early access)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "data_object"
FIDELITY = "shown"
SOURCE = "Braze: accounts"


@dataclass(slots=True)
class DataObject(Node):
    """The type, for instance ``account``."""

    SETS: ClassVar[str] = "variable"
    kind: Body
    name: str = "data_objects"


NODE = DataObject


def parse(tag: Tag, parser: TagParser) -> DataObject:
    """One word."""
    words = words_of(tag)
    if len(words) != 1:
        message = "Syntax Error in 'data_object' - Valid syntax: data_object [type]"
        parser.problem(message, tag.start, tag.end, "Name one type of data objects.")
    return DataObject(tag.start, tag.end, body_of(parser, words[:1]))


def emit(node: DataObject, emit: Emitter) -> None:
    """Ask for the objects."""
    kind = emit.rendered(node.kind)
    emit.store(node, node.name, emit.service(node, "data_objects", f"{kind.text}.strip()", returns="list"))
