"""The formats of a report: one file each with ``write(report, look) -> str``, found by standing in this folder."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from braze_liquid_sim.report.drawing import Look
    from braze_liquid_sim.report.report import Report


def names() -> list[str]:
    """The names of the formats; nothing is imported for them."""
    files = os.listdir(os.path.dirname(__file__))  # noqa: PTH120, PTH208 (pathlib costs 14 ms)
    return sorted(file[:-3] for file in files if file.endswith(".py") and not file.startswith("_"))


def write(report: Report, name: str, look: Look) -> str:
    """The report in the format of that name."""
    module = import_module(f"{__name__}.{name}")
    return cast(str, module.write(report, look))
