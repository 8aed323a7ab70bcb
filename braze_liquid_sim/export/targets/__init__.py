"""The targets of an export: one file each, found by standing in this folder.

A target has ``NAME``, a docstring that says for whom it is, the ``KINDS`` of templates that it takes, and
``files(export)``: the files by their names below the export's folder. The same export gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.export.export import Export, File


class Target(Protocol):
    """What the file of a target holds."""

    NAME: str
    KINDS: tuple[str, ...]

    def files(self, export: Export) -> Mapping[str, File]:
        """The files of an export, without its manifest."""


@cache
def targets() -> dict[str, Target]:
    """The targets by name."""
    modules: list[Any] = modules_of(sys.modules[__name__])
    return {module.NAME: module for module in modules}
