"""Files that hold one object: ``promotions.yaml``, ``carts.yaml``, ``translations/<locale>.yaml`` and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import parse_json, parse_yaml
from braze_liquid_sim.workspace.reading import read_text

SUFFIXES = (".yaml", ".yml", ".json")


class Table(Mapping[str, Any]):
    """What a file at the root of the workspace has; nothing where there is no such file."""

    def __init__(self, root: Path, stem: str) -> None:
        self._root = root
        self._stem = stem

    @cached_property
    def _values(self) -> dict[str, Any]:
        for suffix in SUFFIXES:
            path = self._root / f"{self._stem}{suffix}"
            if path.is_file():
                return read_table(path, path.as_posix())
        return {}

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def read_table(path: Path, name: str) -> dict[str, Any]:
    """An object in a file, YAML or JSON; an empty file is an empty one.

    Raises:
        UsageError: the file cannot be read, or holds something else.
    """
    text = read_text(path, name)
    value = parse_json(text, name) if path.suffix == ".json" else parse_yaml(text, name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UsageError(f"{name}: {type(value).__name__}, not an object", help="Write lines like 'name: value'.")
    return value


def read_texts(path: Path, name: str) -> dict[str, str]:
    """As :func:`read_table`, for texts only."""
    table = read_table(path, name)
    for key, value in table.items():
        if not isinstance(value, str):
            raise UsageError(f"{name}: {key} is {value!r:.40}, not text", help="Put it in quotes.")
    return table
