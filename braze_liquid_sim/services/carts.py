"""Shopping carts, by their id.

A cart stands in the workspace, or in the user's profile as ``shopping_cart`` or in a list ``shopping_carts``. One with
``abandoned: false`` aborts the message unless the tag says otherwise. A cart that nobody has is null: assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from braze_liquid_sim.engine.runtime import timed
from braze_liquid_sim.errors import AbortMessage
from braze_liquid_sim.model import Span


def find_cart(carts: Mapping[str, Any], user: Mapping[str, Any], cart: str, abort: bool, span: Span) -> Any:
    """The cart of an id, or None."""
    found = next((one for one in _of(user) if str(one.get("cart_id")) == cart), None) or carts.get(cart)
    if not isinstance(found, Mapping):
        return None
    if abort and found.get("abandoned") is False:
        raise AbortMessage(f"Shopping cart {cart!r} is not abandoned", span)
    shown = {key: value for key, value in found.items() if key != "abandoned"}
    return timed({"cart_id": cart, **shown})


def _of(user: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    carts = user.get("shopping_carts")
    for one in [user.get("shopping_cart"), *(carts if isinstance(carts, list) else [])]:
        if isinstance(one, Mapping):
            yield one
