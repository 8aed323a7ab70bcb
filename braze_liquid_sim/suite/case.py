"""One case of a test file, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Source

OPTIONS = (
    *("catalogs", "selections", "translations", "promotions", "carts", "data_objects", "landing_pages"),
    *("credentials", "preview", "seed", "mode"),
)
"""What else a case may give, under these names: what answers the tags, and how the template is read."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a case starts from."""

    user: str | Mapping[str, Any] | None = None
    """A user of the workspace, or a profile; every attribute is null without one."""
    set: Mapping[str, Any] = field(default_factory=dict)
    """Values that are set in the user, by their path."""
    event: Mapping[str, Any] | None = None
    """What sends the message: ``name`` and ``properties``; or a ``/users/track`` payload that is applied before."""
    answers: Any = None
    """Answers to web service calls, before those of the workspace."""
    now: str | None = None
    faults: str | None = None
    """What goes wrong with every call: ``timeout``, ``404`` …"""
    data: Mapping[str, Any] = field(default_factory=dict)
    """Plain Liquid variables, as a block gets them from the message that calls it."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Keywords of ``compile``, instead of what the workspace has: :data:`OPTIONS`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A name, what is given, what is expected, and where it stands."""

    name: str
    given: Given
    expect: Mapping[str, Any]
    file: Path
    line: int
    template: str
    """The name or file of the template; empty where the test holds its text."""
    source: Source | None = None
    """The template that stands in the test."""

    @property
    def id(self) -> str:
        """How messages call the case: file, line and name."""
        return f"{self.file.as_posix()}:{self.line}: {self.name}"


@dataclass(frozen=True, slots=True)
class Result:
    """A case that ran; it passed if there are no problems."""

    case: Case
    problems: tuple[str, ...]
    """What was not as expected, each in one or more lines."""
    delivery: Delivery | None = None
    """None where the case could not be run."""
    updated: tuple[Path, ...] = ()
    """Goldens that were written."""

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.problems
