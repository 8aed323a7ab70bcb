"""Which user breaks which template, counted as the rows come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.matrix.cell import Cell

_EXAMPLES = 5
"""Users that are named for one reason; the others are counted."""
_REASONS = 1000
"""Different reasons of one template that are told apart; a reason with the user's name in it is a new one each time."""
OUTCOMES = ("sent", "aborted", "failed")


@dataclass(slots=True)
class Reason:
    """One reason why a template sent nothing, or something with an error in it."""

    outcome: str
    reason: str
    place: str
    users: list[str] = field(default_factory=list)
    """The first few."""
    count: int = 0

    @property
    def who(self) -> str:
        """The users, or the first few and how many others."""
        others = self.count - len(self.users)
        return ", ".join(self.users) + (f" and {others:,} others" if others else "")


class Summary:
    """Counts, and reasons with a few users each."""

    def __init__(self, templates: list[str]) -> None:
        self.counts: dict[str, Counter[str]] = {template: Counter() for template in templates}
        self._reasons: dict[str, dict[tuple[str, str, str], Reason]] = {template: {} for template in templates}

    def add(self, cell: Cell) -> None:
        """Count one cell."""
        self.counts[cell.template][cell.outcome] += 1
        if cell.outcome == "sent" and not cell.errors:
            return
        outcome = "sent with an error of Liquid" if cell.outcome == "sent" else cell.outcome
        key = outcome, cell.reason or "", cell.place
        reasons = self._reasons[cell.template]
        if key not in reasons and len(reasons) >= _REASONS:
            key = outcome, "other reasons", ""
        reason = reasons.setdefault(key, Reason(*key))
        reason.count += 1
        if len(reason.users) < _EXAMPLES:
            reason.users.append(cell.user or "nobody")

    @property
    def failed(self) -> int:
        """The number of failures."""
        return sum(counts["failed"] for counts in self.counts.values())

    def reasons(self, template: str) -> list[Reason]:
        """The reasons of one template, those that break it first, then the more frequent ones."""
        return sorted(self._reasons[template].values(), key=lambda one: (one.outcome == "aborted", -one.count))

    def as_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        return {
            template: {
                **{outcome: counts[outcome] for outcome in OUTCOMES},
                "reasons": [
                    {
                        "outcome": reason.outcome,
                        "reason": reason.reason,
                        "place": reason.place,
                        "count": reason.count,
                        "users": reason.users,
                    }
                    for reason in self.reasons(template)
                ],
            }
            for template, counts in self.counts.items()
        }

    def lines(self) -> list[str]:
        """The summary for people."""
        lines = []
        for template, counts in self.counts.items():
            lines.append(f"{template}: " + ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES))
            for reason in self.reasons(template):
                place = f" ({reason.place})" if reason.place else ""
                lines.append(f"  {reason.outcome}: {reason.reason}{place}: {reason.who}")
        return lines
