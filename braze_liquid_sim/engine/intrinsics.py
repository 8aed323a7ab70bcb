"""Filters that the compiler writes in place, because a call would cost more than the work.

Each gives the same result as the filter's function, which stays the one description of what the filter does; where the
types are not known well enough it gives None, and the function is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.code import Code

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

Intrinsic = Callable[[Any, Any, Code, list[Code]], Code | None]
_INTRINSICS: dict[str, Intrinsic] = {}


def apply(emit: Values, filter_: Any, value: Code, arguments: list[Code]) -> Code | None:
    """The code of a filter written in place; None where its function has to be called."""
    intrinsic = _INTRINSICS.get(filter_.name)
    return intrinsic(emit, filter_, value, arguments) if intrinsic else None
