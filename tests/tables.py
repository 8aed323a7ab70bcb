"""Cases that stand in YAML tables: a list of objects, each with a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML


def cases(path: Path) -> list[Any]:
    """The cases of a table as parameters whose ids are the cases' names."""
    table = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    names = [case["name"] for case in table]
    assert len(set(names)) == len(names), f"a name stands twice in {path.name}"
    return [pytest.param(case, id=case["name"]) for case in table]
