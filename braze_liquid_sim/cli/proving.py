"""Renders that prove a shorter template to be as good as the long one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from braze_liquid_sim.cli.inputs import instant
from braze_liquid_sim.export.units import Unit
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Aborted, MappedSource, Sent, Source
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.hostile import hostile_users

_TIMES = (timedelta(), timedelta(days=97, hours=5, seconds=1), timedelta(days=300, hours=13, minutes=59))


def prover(unit: Unit, workspace: Workspace, now: str | None) -> Callable[[str], bool]:
    """Whether every fixture user and every hostile one is sent the same, at three times, with another body.

    A content block is proved through every template that calls it, and by itself.
    """
    trial = _Trial(unit, workspace, _everybody(workspace), instant(now))
    body = next(one.text for one in unit.texts if one.field == "body")
    before: dict[str, list[Any]] = {}

    def proven(text: str) -> bool:
        for judge in trial.judges:
            if judge.name not in before:
                before[judge.name] = trial.sent(judge, body)
            if before[judge.name] != trial.sent(judge, text):
                return False
        return True

    return proven


@dataclass(frozen=True)
class _Trial:
    """The renders that a unit is judged by."""

    unit: Unit
    workspace: Workspace
    users: list[User]
    moment: datetime

    @cached_property
    def own(self) -> Source:
        """The unit's template."""
        return self.workspace.templates[self.unit.path]

    @cached_property
    def judges(self) -> list[Source]:
        """The templates whose outcomes count: its own and, of a block, all that may call it."""
        return [self.own, *_callers(self.unit, self.workspace)]

    def sent(self, judge: Source, body: str) -> list[Any]:
        """What each user is sent by a judge, where ``body`` stands for that of the unit."""
        changed = _with_body(self.own, body)
        options: dict[str, Any] = {}
        if self.unit.kind == "content_block":
            options["content_blocks"] = {**self.workspace.content_blocks, self.unit.name: changed}
        message = open_message(changed if judge.name == self.own.name else judge, self.workspace, **options)
        return [_outcome(message, user, self.moment + time) for user in self.users for time in _TIMES]


def _everybody(workspace: Workspace) -> list[User]:
    """Nobody, the fixture users, and hostile ones: as they are, and with all that any fixture user has."""
    fixtures = list(workspace.users.stream())
    whole = {name: value for user in fixtures for name, value in user.profile.items() if value is not None}
    return [User("nobody", {}), *fixtures, *hostile_users().values(), *(hostile_users(whole).values() if whole else ())]


def _callers(unit: Unit, workspace: Workspace) -> list[Source]:
    if unit.kind != "content_block":
        return []
    return [source for source in workspace.templates.values() if source.kind != "content_block"]


def _with_body(source: Source, body: str) -> Source:
    if isinstance(source, MappedSource) or source.body_start:
        offsets = (source.body_start,) * (len(body) + 1)
        return MappedSource(
            source.text, source.name, source.kind, source.front_matter, source.body_start, source.values, body, offsets
        )
    return replace(source, text=body)


def _outcome(message: Message, user: User, now: datetime) -> Any:
    delivery: Delivery = message.render(user.profile, now=now)
    outcome = delivery.outcome
    if isinstance(outcome, Aborted):
        return "aborted", outcome.reason
    if not isinstance(outcome, Sent):
        return "failed", outcome.finding.message
    if delivery.request is None:
        return outcome.text, dict(delivery.texts)
    return delivery.request.url, dict(delivery.request.headers), _json(delivery.request.body)


def _json(body: str) -> Any:
    """A body that is JSON by what it says, in order, with keys that stand twice; any other as it is."""
    try:
        return json.loads(body, object_pairs_hook=list)
    except ValueError:
        return body
