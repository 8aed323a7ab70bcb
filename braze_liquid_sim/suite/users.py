"""The user that a case is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.suite.case import Case
from braze_liquid_sim.workspace import User, Workspace, read_users
from braze_liquid_sim.workspace.fixtures import complete
from braze_liquid_sim.workspace.names import UnknownName, suggestion

_EVENT = ("name", "properties", "time")
_TRACK = ("attributes", "events", "purchases")


def user_of(case: Case, workspace: Workspace | None) -> User | None:
    """The given user after the event, with what is set; None where the case gives nothing of the kind."""
    given = case.given
    if given.user is None and not given.set and not given.event:
        return None
    user = _user(case, workspace)
    if given.event:
        user = _after(user, given.event, case)
    for path, value in given.set.items():
        user = user.with_value(str(path), value)
    return user


def _user(case: Case, workspace: Workspace | None) -> User:
    given, others = case.given.user, workspace.users if workspace else None
    if given is None:
        return User("none", {})
    if isinstance(given, Mapping):
        return complete(User("given", dict(given)), case.id, others)
    path = case.file.parent / str(given)
    if others is not None:
        try:
            return others[str(given)]
        except UnknownName:
            if not path.is_file():
                raise
    if not path.is_file():
        raise UsageError(
            f"no file {given!r}, and no workspace to look for a user of that name", help="Write the profile itself."
        )
    [user, *more] = read_users(path, path.as_posix(), others=others)
    if more:
        raise UsageError(f"{path.as_posix()} holds {len(more) + 1} users", help="Give a file of one user.")
    return user


def _after(user: User, event: Mapping[str, Any], case: Case) -> User:
    if any(part in event for part in _TRACK):
        return complete(User(user.name, {**user.profile, "after": dict(event)}), f"{case.id}: event", None)
    for key in event:
        if key not in _EVENT:
            raise UsageError(f"event has no {key!r}", help=suggestion(key, (*_EVENT, *_TRACK)))
    return user.with_value("event_properties", event.get("properties") or {})
