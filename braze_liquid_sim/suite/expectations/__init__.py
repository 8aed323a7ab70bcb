"""What a test may expect. An expectation is one file here, found by standing in the folder.

Each has a docstring, and ``check(expected, delivery)``: it yields what is not as expected, in words. Those that speak
of a message that is not sent have ``ENDS = True``; without one of them a message has to be sent. ``FORM`` are the
types that may stand behind its name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.message import Delivery


@dataclass(frozen=True, slots=True)
class Expectation:
    """One kind of expectation."""

    check: Callable[[Any, Delivery], Iterator[str]]
    ends: bool
    """Whether it expects that nothing is sent."""
    form: tuple[type, ...]
    """Types of what may be expected; empty for any."""
    doc: str


@cache
def expectations() -> dict[str, Expectation]:
    """Name to expectation."""
    return {
        module.__name__.rpartition(".")[2].rstrip("_"): Expectation(
            module.check, getattr(module, "ENDS", False), getattr(module, "FORM", ()), module.__doc__ or ""
        )
        for module in modules_of(sys.modules[__name__])
    }
