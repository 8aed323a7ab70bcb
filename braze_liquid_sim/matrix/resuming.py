"""Going on with a matrix that was interrupted: its JSON Lines are the state, and need no file beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary

_FIELDS = tuple(Cell.__dataclass_fields__)


def resume(path: Path, header: dict[str, Any], summary: Summary) -> tuple[int, str]:
    """The number of users that an output file already has, and the time it was begun at (nothing for a new file).

    The file is cut behind the last user that is complete; what it holds is added to the summary.

    Raises:
        UsageError: it was written for other templates or users.
    """
    if not path.is_file() or not path.stat().st_size:
        return 0, ""
    users = 0
    row: list[Cell] = []
    with path.open("r+b") as file:
        first = file.readline()
        begun = _header(first, header, path)
        complete = read = len(first)
        for line in file:
            cell = _cell(line)
            if cell is None:
                break
            row.append(cell)
            read += len(line)
            if len(row) == len(header["templates"]):
                for one in row:
                    summary.add(one)
                users, complete, row = users + 1, read, []
        file.truncate(complete)
    return users, begun


def _header(line: bytes, header: dict[str, Any], path: Path) -> str:
    try:
        written = json.loads(line)
    except ValueError:
        written = None
    if not isinstance(written, dict) or any(written.get(key) != header[key] for key in header if key != "now"):
        raise UsageError(
            f"{path.as_posix()}: begun with other templates or users, or no output of matrix",
            help="Name the same templates and users, or take another file.",
        )
    return str(written.get("now", ""))


def _cell(line: bytes) -> Cell | None:
    """The cell of a line; None for one that was cut off."""
    if not line.endswith(b"\n"):
        return None
    try:
        value = json.loads(line)
        return Cell(**{name: value[name] for name in _FIELDS})
    except (ValueError, KeyError, TypeError):
        return None
