"""The kinds of text that can be imported: one file each, found by standing in this folder.

A file has ``ORDER`` (those with a lower one are asked first), ``fits(source)`` and ``read(source)``.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, Protocol

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.importing.imported import Imported
from braze_liquid_sim.model import Source


class Input(Protocol):
    """What the file of a kind holds."""

    ORDER: int

    def fits(self, source: Source) -> bool:
        """Whether a text is of that kind."""

    def read(self, source: Source) -> Imported:
        """The drafts that it gives; raises UsageError where it is damaged."""


@cache
def inputs() -> list[Input]:
    """The kinds in the order in which they are asked."""
    modules: list[Any] = modules_of(sys.modules[__name__])
    return sorted(modules, key=lambda module: module.ORDER)


def read(source: Source) -> Imported:
    """What a text gives, by the first kind that it fits; the source's name is that of its file."""
    return next(kind for kind in inputs() if kind.fits(source)).read(source)
