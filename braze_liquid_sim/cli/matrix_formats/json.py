"""One JSON document: the header, ``cells`` and ``summary``."""

from __future__ import annotations

import json
from typing import Any

from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary


class Format:
    """Written as it comes."""

    _rows = 0

    def begin(self, header: dict[str, Any]) -> str:
        """The header, and the beginning of the list."""
        return json.dumps(header, ensure_ascii=False).removesuffix("}") + ', "cells": ['

    def row(self, cell: Cell) -> str:
        """One item."""
        self._rows += 1
        return ("," if self._rows > 1 else "") + "\n  " + json.dumps(cell.as_json(), ensure_ascii=False)

    def end(self, summary: Summary) -> str:
        """The summary."""
        return f'\n], "summary": {json.dumps(summary.as_json(), ensure_ascii=False)}}}\n'
