"""What Braze's endpoints refuse of a content block; ``check`` has judged what the form would refuse too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.units import Unit

SHORTER_THAN = {"name": 100, "description": 250}
"""Characters."""

CONTENT = 50 * 1024
"""Bytes."""


def refuse_beyond_limits(units: Iterable[Unit]) -> None:
    """Raise UsageError with all that is too long."""
    problems = [problem for unit in units for problem in _problems(unit)]
    if problems:
        raise UsageError("\n".join(problems), help="Shorten it; what was exported before is as it was.")


def _problems(unit: Unit) -> Iterator[str]:
    for what, text in (("name", unit.name), ("description", unit.description)):
        if len(text) >= SHORTER_THAN[what]:
            yield f"{unit.path}: the {what} has {len(text)} characters; Braze takes fewer than {SHORTER_THAN[what]}"
    size = sum(len(text.text.encode()) for text in unit.texts)
    if size >= CONTENT:
        yield f"{unit.path}: it has {size} bytes; Braze takes fewer than {CONTENT}"
