"""How a graph is written: one file each with ``write(graph) -> str``, found by standing in this folder."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from braze_liquid_sim.graph import Graph


def write(graph: Graph, name: str) -> str:
    """The graph in the format of that name."""
    module = import_module(f"{__name__}.{name}")
    return cast(str, module.write(graph))
