"""How a comparison is written: one file each with ``write(comparison, old, new, now) -> str``, found by its name."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from braze_liquid_sim.comparison.changes import Comparison
    from braze_liquid_sim.comparison.side import Side


def write(name: str, comparison: Comparison, old: Side, new: Side, now: datetime) -> str:
    """The comparison in the format of that name."""
    module = import_module(f"{__name__}.{name}")
    return cast(str, module.write(comparison, old, new, now))
