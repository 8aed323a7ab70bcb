"""Finding the many of a kind: a thing exists by standing in its folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType


def modules_of(package: ModuleType) -> list[ModuleType]:
    """Import every module directly inside ``package``, in alphabetical order; names that begin with ``_`` are left."""
    [folder] = package.__path__
    names = sorted(path.stem for path in Path(folder).glob("*.py") if not path.stem.startswith("_"))
    return [import_module(f"{package.__name__}.{name}") for name in names]
