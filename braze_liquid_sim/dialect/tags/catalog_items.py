"""``{% catalog_items catalog id … :rerender %}``: set ``items`` to items of a catalog, in the order of their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, split_flag, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "catalog_items"
FIDELITY = "documented"
SOURCE = "Braze: use catalogs"


@dataclass(slots=True)
class CatalogItems(Node):
    """The catalog's name and the ids as texts; names and ids from Liquid stand in braces."""

    SETS: ClassVar[str] = "variable"
    catalog: Body
    ids: Body
    rerender: bool
    name: str = "items"


NODE = CatalogItems


def parse(tag: Tag, parser: TagParser) -> CatalogItems:
    """A catalog, ids with blanks between them, and ``:rerender`` anywhere behind them."""
    words, rerender = split_flag(words_of(tag), ":rerender")
    if len(words) < 2:
        message = "Syntax Error in 'catalog_items' - Valid syntax: catalog_items [catalog] [id] …"
        parser.problem(message, tag.start, tag.end, "Name the catalog and at least one item of it.")
    return CatalogItems(tag.start, tag.end, body_of(parser, words[:1]), body_of(parser, words[1:]), rerender)


def emit(node: CatalogItems, emit: Emitter) -> None:
    """Ask for the items; that a text with blanks in it is several ids is assumed."""
    catalog, ids = emit.rendered(node.catalog), emit.rendered(node.ids)
    items = emit.service(node, "catalog_items", catalog.text, f"{ids.text}.split()", str(node.rerender), returns="list")
    emit.store(node, node.name, items)
