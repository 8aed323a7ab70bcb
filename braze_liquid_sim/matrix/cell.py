"""What became of one template for one user, in a line."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Failed, Sent, Span

_ROOM = 200
"""Characters of a first line that are kept."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One template for one user. The names are those of the JSON output, version 1."""

    user: str | None
    template: str
    outcome: str
    """``sent``, ``aborted`` or ``failed``."""
    length: int | None = None
    """Characters of the body; None where nothing is sent."""
    text: str | None = None
    """The first line of the body that is not blank, cut."""
    reason: str | None = None
    """Why nothing is sent; for what is sent, the first error of Liquid that stands in it."""
    errors: int = 0
    """Errors of Liquid that stand in the message."""
    file: str | None = None
    line: int | None = None

    @property
    def broken(self) -> bool:
        """Whether the author has to do something about it: an abort is meant."""
        return self.outcome == "failed" or self.errors > 0

    @property
    def place(self) -> str:
        """``file:line`` of the reason, or nothing."""
        return f"{self.file}:{self.line}" if self.file else ""

    def as_json(self) -> dict[str, Any]:
        """The cell as plain values."""
        return asdict(self)


def cell_of(template: str, user: str | None, delivery: Delivery) -> Cell:
    """Sum a delivery up."""
    outcome = delivery.outcome
    if isinstance(outcome, Failed):
        finding = outcome.finding
        return Cell(user, template, "failed", reason=finding.message, **_place(finding.span))
    if isinstance(outcome, Sent):
        first = outcome.errors[0] if outcome.errors else None
        return Cell(
            user,
            template,
            "sent",
            len(outcome.text),
            _first_line(outcome.text),
            first.message if first else None,
            len(outcome.errors),
            **_place(first.span if first else None),
        )
    return Cell(user, template, "aborted", reason=outcome.reason, errors=len(outcome.errors), **_place(outcome.span))


def _place(span: Span | None) -> dict[str, Any]:
    return {"file": span.source.name, "line": span.line} if span else {}


def _first_line(text: str) -> str:
    line = next((line for line in text.split("\n", 20) if line.strip()), "").strip()
    return line if len(line) <= _ROOM else line[: _ROOM - 1] + "…"
