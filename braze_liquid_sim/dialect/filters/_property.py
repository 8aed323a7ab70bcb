"""One property of every item, with Ruby's error texts."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby import lookup
from braze_liquid_sim.ruby.text import to_s


def property_of(item: Any, name: Any) -> Any:
    """Ruby's ``item[name]``: a key of a hash, a part of a string, a position in an array, a bit of an integer.

    Raises:
        LiquidError: the item knows positions only, and the name is none.
        NoIndexError: the item knows no ``[]``; callers answer nil then.
    """
    if item.__class__ is dict and name.__class__ is str:
        return item.get(name)
    try:
        return lookup.index(item, name)
    except TypeError:
        raise LiquidError(f"cannot select the property '{to_s(name)}'") from None
