"""What the command line says of the world outside: faults, and real calls."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.services.http import WebCall
from braze_liquid_sim.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outside:
    """The options, as typed."""

    fault: str | None = None
    live: bool = False
    record: str | None = None
    allow_hosts: tuple[str, ...] = ()

    def options(self, workspace: Workspace | None) -> dict[str, Any]:
        """The keywords of :func:`~braze_liquid_sim.render.compile`."""
        if self.record is not None and not self.live:
            raise UsageError("--record without --live: nothing is called", help="Add --live.")
        given: dict[str, Any] = {"faults": self.fault, "allow_hosts": self.allow_hosts}
        if self.live:
            given["transport"] = _live(self.allow_hosts, self.record, workspace)
        return given


def call_lines(calls: Sequence[WebCall]) -> Iterator[str]:
    """Why calls left nothing behind: the message does not show it."""
    for call in calls:
        if call.problem != "unanswered" and (call.problem or not 200 <= (call.status or 0) < 300):
            place = f"{clean(call.span.source.name)}:{call.span.line}"
            yield f"note: {place}: {call.method} {clean(call.url)} left nothing: {call.problem or call.status}"


def _live(allow_hosts: Collection[str], record: str | None, workspace: Workspace | None) -> Any:
    from braze_liquid_sim.services.credentials import credentials_of, unset
    from braze_liquid_sim.services.live import Live
    from braze_liquid_sim.services.recorder import Recorder
    from braze_liquid_sim.workspace.answers import recording

    live = Live(allow_hosts)
    given: Mapping[str, Any] = workspace.settings.credentials if workspace else {}
    for name in sorted(unset(given, os.environ)):
        click.echo(f"note: {name} is not set; calls that need it go out with the name for the value", err=True)
    if record is None:
        return live
    return Recorder(live, credentials_of(given, os.environ), recording(Path(record)))
