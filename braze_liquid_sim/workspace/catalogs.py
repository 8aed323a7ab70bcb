"""Catalogs and their selections: ``catalogs/<name>.csv`` or ``.json``, ``catalogs/<name>.selections.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from io import StringIO
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import parse_json, parse_yaml
from braze_liquid_sim.workspace.folder import Folder
from braze_liquid_sim.workspace.reading import read_text

SUFFIXES = (".csv", ".json")
MOST_SELECTIONS = 30
"""Selections of one catalog."""

_ENDING = ".selections"
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_NOT_ID = "Every item has an id of its own; in a CSV file it is a column."


def read_catalog(path: Path, name: str) -> dict[str, dict[str, Any]]:
    """The items of a catalog by id.

    JSON is a list of items, ``{"items": […]}`` as Braze's REST calls have it, or an object of items by id; its values
    keep their types. The columns of a CSV file get types: one in which every cell is ``true`` or ``false``, a number
    without leading zeros, or a JSON object or array holds these; any other holds text, and so does ``id``. A header
    ``zip:string`` says the type itself (``string``, ``number``, ``boolean``, ``time``, ``object`` or ``array``). An
    empty cell is null.

    Raises:
        UsageError: the file cannot be read, an item has no id, or two have the same.
    """
    text = read_text(path, name)
    items = _csv_items(text.removeprefix("\ufeff"), name) if path.suffix == ".csv" else _json_items(text, name)
    catalog: dict[str, dict[str, Any]] = {}
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or item.get("id") in (None, ""):
            raise UsageError(f"{name}: item {number} has no id", help=_NOT_ID)
        key = str(item["id"])
        if key in catalog:
            raise UsageError(f"{name}: the id {key!r} stands twice", help=_NOT_ID)
        catalog[key] = {**item, "id": key}
    return catalog


def _json_items(text: str, name: str) -> list[Any]:
    value = parse_json(text, name)
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    if isinstance(value, dict):
        return [{"id": key, **item} if isinstance(item, dict) else item for key, item in value.items()]
    if not isinstance(value, list):
        raise UsageError(f"{name}: no items in it", help="Write a list of objects, each with an id.")
    return value


def _csv_items(text: str, name: str) -> list[dict[str, Any]]:
    import csv

    rows = [row for row in csv.reader(StringIO(text, newline="")) if row]
    if not rows:
        raise UsageError(f"{name}: no header", help="Name the columns in the first line; one of them is id.")
    header, *rows = rows
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            message = f"{name}: item {number} has {len(row)} cells, the header has {len(header)}"
            raise UsageError(message, help="Put a cell with a comma or a quote in it into double quotes.")
    columns = {}
    for at, title in enumerate(header):
        field, kind = _titled(title)
        if field in columns:
            raise UsageError(f"{name}: the column {field!r} stands twice", help="Keep one.")
        columns[field] = _typed([row[at] for row in rows], kind or ("string" if field == "id" else ""), field, name)
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _titled(title: str) -> tuple[str, str]:
    """A column's name, and its type where the header says it."""
    field, colon, kind = title.strip().rpartition(":")
    return (field, kind) if colon and kind in _READ else (title.strip(), "")


def _typed(cells: list[str], kind: str, field: str, name: str) -> list[Any]:
    """The values of a column."""
    if not kind:
        filled = [cell for cell in cells if cell]
        kind = next((kind for kind, fits in _FITS.items() if filled and all(map(fits, filled))), "string")
    values = []
    for cell in cells:
        try:
            values.append(_READ[kind](cell) if cell else None)
        except ValueError:
            message = f"{name}: {cell!r:.60} in the column {field!r} is no {kind}"
            raise UsageError(message, help="Mend the cell, or the type behind the column's name.") from None
    return values


def _is_json(opening: str, cell: str) -> bool:
    if not cell.startswith(opening):
        return False
    try:
        json.loads(cell)
    except (ValueError, RecursionError):
        return False
    return True


def _number(cell: str) -> int | float:
    return int(cell) if _INTEGER.fullmatch(cell) else float(cell)


def _boolean(cell: str) -> bool:
    return {"true": True, "false": False}[cell] if cell in ("true", "false") else bool(int(cell))


_FITS: dict[str, Callable[[str], bool]] = {
    "boolean": lambda cell: cell in ("true", "false"),
    "number": lambda cell: len(cell) < 300 and _NUMBER.fullmatch(cell) is not None,
    "object": partial(_is_json, "{"),
    "array": partial(_is_json, "["),
}
_READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": _number,
    "boolean": _boolean,
    "time": lambda cell: {"$time": cell},
    "object": json.loads,
    "array": json.loads,
}


class Selections(Mapping[str, Any]):
    """Selections by ``catalog/selection``; a file is read when a selection of its catalog is asked for."""

    def __init__(self, root: Path) -> None:
        self._files = Folder(root, "catalogs", "selections", (".yaml", ".yml"), _read_selections)

    def __getitem__(self, key: str) -> Any:
        catalog, _, selection = key.partition("/")
        if catalog + _ENDING not in self._files:
            raise KeyError(key)
        return self._files[catalog + _ENDING][selection]

    def __contains__(self, key: object) -> bool:
        catalog, _, selection = str(key).partition("/")
        return catalog + _ENDING in self._files and selection in self._files[catalog + _ENDING]

    @cached_property
    def _names(self) -> list[str]:
        stems = [stem for stem in self._files if stem.endswith(_ENDING)]
        return [f"{stem.removesuffix(_ENDING)}/{name}" for stem in stems for name in self._files[stem]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _read_selections(path: Path, name: str) -> dict[str, Any]:
    value = parse_yaml(read_text(path, name), name)
    if not isinstance(value, dict):
        raise UsageError(f"{name}: no selections in it", help="Write the name of each, and its filters below it.")
    if len(value) > MOST_SELECTIONS:
        raise UsageError(f"{name}: {len(value)} selections; Braze takes {MOST_SELECTIONS} of one catalog")
    for selection, definition in value.items():
        if not isinstance(definition, dict | list):
            message = f"{name}: the selection {selection!r} is {definition!r:.40}"
            raise UsageError(message, help="Write filters, sort_field, sort_order, results_limit; or a list of ids.")
    return value
