"""``{% shopping_cart id :abort_if_not_abandoned false %}``: set ``shopping_cart`` to a cart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import body_of, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "shopping_cart"
FIDELITY = "documented"
SOURCE = "Braze: eCommerce use cases"

_OPTION = ":abort_if_not_abandoned"


@dataclass(slots=True)
class ShoppingCart(Node):
    """The cart's id, and whether a cart that is not abandoned ends the message."""

    SETS: ClassVar[str] = "variable"
    cart: Body
    abort_if_not_abandoned: Body
    name: str = "shopping_cart"


NODE = ShoppingCart


def parse(tag: Tag, parser: TagParser) -> ShoppingCart:
    """An id, and the option with its value."""
    words = words_of(tag)
    at = next((at for at, word in enumerate(words) if word.text == _OPTION), len(words))
    if at != 1 or len(words) > at + 2:
        message = "Syntax Error in 'shopping_cart' - Valid syntax: shopping_cart [id] :abort_if_not_abandoned [bool]"
        parser.problem(message, tag.start, tag.end, "Name the cart, often {{context.${cart_id}}}.")
    return ShoppingCart(tag.start, tag.end, body_of(parser, words[:at]), body_of(parser, words[at + 1 :]))


def emit(node: ShoppingCart, emit: Emitter) -> None:
    """Ask for the cart; anything but ``false`` behind the option is taken for true."""
    cart, option = emit.rendered(node.cart), emit.rendered(node.abort_if_not_abandoned)
    found = emit.service(node, "shopping_cart", f"{cart.text}.strip()", f"{option.text}.strip() != 'false'")
    emit.store(node, node.name, found)
