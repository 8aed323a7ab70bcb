"""Answers that go wrong on purpose, so that an author sees what a message makes of them."""

from __future__ import annotations

from dataclasses import replace

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.services.http import SECONDS, Response

FAULTS = {
    "timeout": Response(None, problem="timeout", seconds=SECONDS),
    "404": Response(404, {"Content-Type": "application/json"}, '{"error": "not found"}'),
    "500": Response(500, {"Content-Type": "text/html"}, "<h1>Internal Server Error</h1>"),
    "slow": Response(200, {"Content-Type": "application/json"}, "{}", seconds=SECONDS + 0.5),
    "not-json": Response(200, {"Content-Type": "text/html"}, "<p>We are down for maintenance.</p>"),
    "empty": Response(200, {"Content-Type": "application/json"}, ""),
}
"""By the name that options know them by."""


def fault(name: str) -> Response:
    """The answer that every call gets."""
    if name not in FAULTS:
        raise UsageError(f"no fault {name!r}", help=f"There are: {', '.join(FAULTS)}.")
    return replace(FAULTS[name], answer=f"fault {name}")
