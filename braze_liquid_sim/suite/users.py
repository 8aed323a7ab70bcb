"""The user that a case is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.suite.case import Case
from braze_liquid_sim.workspace import User, Workspace, read_users
from braze_liquid_sim.workspace.names import UnknownName, suggestion

_EVENT = ("name", "properties", "time")


def user_of(case: Case, workspace: Workspace | None) -> User | None:
    """The given user after the event, with what is set; None where the case gives nothing of the kind."""
    given = case.given
    if given.user is None and not given.set and not given.event:
        return None
    user = _user(case, workspace)
    if given.event:
        user = _after(user, given.event)
    for path, value in given.set.items():
        user = user.with_value(str(path), value)
    return user


def _user(case: Case, workspace: Workspace | None) -> User:
    given = case.given.user
    if given is None:
        return User("none", {})
    if isinstance(given, Mapping):
        return User("given", dict(given))
    path = case.file.parent / str(given)
    if workspace:
        try:
            return workspace.users[str(given)]
        except UnknownName:
            if not path.is_file():
                raise
    if not path.is_file():
        raise UsageError(
            f"no file {given!r}, and no workspace to look for a user of that name", help="Write the profile itself."
        )
    [user, *others] = read_users(path, path.as_posix())
    if others:
        raise UsageError(f"{path.as_posix()} holds {len(others) + 1} users", help="Give a file of one user.")
    return user


def _after(user: User, event: Mapping[str, Any]) -> User:
    for key in event:
        if key not in _EVENT:
            raise UsageError(f"event has no {key!r}", help=suggestion(key, _EVENT))
    return user.with_value("event_properties", event.get("properties") or {})
