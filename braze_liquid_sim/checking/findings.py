"""Findings of many renders, each told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from braze_liquid_sim.model import Finding, Severity
from braze_liquid_sim.report.report import in_order


class Findings:
    """Findings, one for each code and place."""

    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], Finding] = {}
        self._users: dict[tuple[Any, ...], dict[str, None]] = {}

    def add_all(self, findings: Iterable[Finding]) -> None:
        """Findings that need no user, each as it is."""
        for finding in findings:
            self._found.setdefault((*_place(finding), finding.message), finding)

    def add(self, finding: Finding, user: str) -> None:
        """What was found for a user: the first one is named."""
        key = _place(finding)
        self._found.setdefault(key, replace(finding, user=user))
        self._users.setdefault(key, {})[user] = None

    def knows(self, finding: Finding) -> bool:
        """Whether an error is told at this place already, by lint or for another user."""
        place = _place(finding)[1:]
        return any(_place(one)[1:] == place for one in self._found.values() if one.severity is Severity.ERROR)

    def all(self) -> tuple[Finding, ...]:
        """All of them in order; those of several users say how many there are."""
        return in_order(_counted(one, len(self._users.get(key, ()))) for key, one in self._found.items())


def _place(finding: Finding) -> tuple[Any, ...]:
    span = finding.span
    place = (span.source.name, span.start, span.end) if span else ("", 0, 0)
    return finding.code, *place


def _counted(finding: Finding, users: int) -> Finding:
    if users < 2:
        return finding
    more = "and 1 more user" if users == 2 else f"and {users - 1} more users"
    return replace(finding, message=f"{finding.message} ({more})")
