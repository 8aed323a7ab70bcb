"""``{% catalog_selection_items catalog selection :rerender %}``: set ``items`` to what a selection finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, split_flag, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "catalog_selection_items"
FIDELITY = "documented"
SOURCE = "Braze: selections"


@dataclass(slots=True)
class CatalogSelectionItems(Node):
    """The names of a catalog and of one of its selections."""

    SETS: ClassVar[str] = "variable"
    catalog: Body
    selection: Body
    rerender: bool
    name: str = "items"


NODE = CatalogSelectionItems


def parse(tag: Tag, parser: TagParser) -> CatalogSelectionItems:
    """Two names; they may come from Liquid in braces."""
    words, rerender = split_flag(words_of(tag), ":rerender")
    if len(words) != 2:
        message = (
            "Syntax Error in 'catalog_selection_items' - Valid syntax: catalog_selection_items [catalog] [selection]"
        )
        parser.problem(message, tag.start, tag.end, "Name the catalog and one selection of it.")
    catalog, selection = body_of(parser, words[:1]), body_of(parser, words[1:2])
    return CatalogSelectionItems(tag.start, tag.end, catalog, selection, rerender)


def emit(node: CatalogSelectionItems, emit: Emitter) -> None:
    """Ask for the items."""
    catalog, selection = emit.rendered(node.catalog), emit.rendered(node.selection)
    method = "catalog_selection_items"
    items = emit.service(node, method, catalog.text, selection.text, str(node.rerender), returns="list")
    emit.store(node, node.name, items)
