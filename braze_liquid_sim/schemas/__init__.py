"""JSON Schemas of the files that authors write, for the editors that complete and check them.

A schema is one module here with ``schema()``, found by standing in the folder; what it says comes from the names that
the rest of the package reads by. Beside it stands the same as a file, for editors that are given a path.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from braze_liquid_sim.discovery import modules_of

DRAFT = "http://json-schema.org/draft-07/schema#"
"""Of JSON Schema, since the YAML plugins of editors know that one best."""


@cache
def schemas() -> dict[str, Callable[[], dict[str, Any]]]:
    """Name (``users``) to what makes the schema."""
    return {module.__name__.rpartition(".")[2]: module.schema for module in modules_of(sys.modules[__name__])}


def text_of(name: str) -> str:
    """The schema of that name as the text of its file."""
    return json.dumps({"$schema": DRAFT, **schemas()[name]()}, ensure_ascii=False, indent=2) + "\n"
