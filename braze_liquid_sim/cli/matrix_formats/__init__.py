"""How a matrix is written: a format is one file here, with a class ``Format``, found by standing in the folder."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, Protocol

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary


class Format(Protocol):
    """Text before the first row, for each row, and behind the last one."""

    def begin(self, header: dict[str, Any]) -> str:
        """What stands on top; ``header`` has ``version``, ``templates``, ``users`` and ``now``."""

    def row(self, cell: Cell) -> str:
        """One row."""

    def end(self, summary: Summary) -> str:
        """What stands below."""


@cache
def formats() -> dict[str, type[Format]]:
    """Name to format."""
    return {module.__name__.rpartition(".")[2]: module.Format for module in modules_of(sys.modules[__name__])}
