"""JSON Lines: a header, then a line for each cell. What is written so can be resumed."""

from __future__ import annotations

import json
from typing import Any

from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary


class Format:
    """One JSON object a line."""

    def begin(self, header: dict[str, Any]) -> str:
        """The header."""
        return json.dumps(header, ensure_ascii=False) + "\n"

    def row(self, cell: Cell) -> str:
        """The cell."""
        return json.dumps(cell.as_json(), ensure_ascii=False) + "\n"

    def end(self, summary: Summary) -> str:
        """Nothing, so that more rows can follow."""
        return ""
