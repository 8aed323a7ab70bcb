"""What a fixture user may say beyond a profile: ``extends`` another user, and ``after`` a ``/users/track`` payload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.names import UnknownName
from braze_liquid_sim.workspace.user import User


def is_complete(user: User) -> bool:
    """Whether the profile is all there is to the user."""
    return "extends" not in user.profile and "after" not in user.profile


def complete(user: User, name: str, others: Mapping[str, User] | None) -> User:
    """The user on top of the one that ``extends`` names, and then after the payloads of ``after``, in order.

    ``name`` is how messages call the file; ``others`` is None where there is no workspace.

    Raises:
        UsageError: there is no such user, or Braze would refuse the payload.
    """
    if is_complete(user):
        return user
    profile = dict(user.profile)
    base, after = profile.pop("extends", None), profile.pop("after", None)
    if base is not None:
        profile = merged(_base(base, name, others).profile, profile)
    for number, payload in enumerate(_payloads(after, name), 1):
        place = f"{name}: after" if isinstance(after, dict) else f"{name}: after {number}"
        try:
            profile = _applied(profile, payload)
        except UsageError as error:
            raise UsageError(f"{place}: {error.message}", help=error.help) from error
    return User(user.name, profile)


def _applied(profile: dict[str, Any], payload: Any) -> dict[str, Any]:
    # Most runs have no payload, and nothing here may make `--help` wait.
    from braze_liquid_sim.workspace.track import apply_track, concerns

    result = apply_track(profile, payload)
    if not concerns(profile, payload):
        raise UsageError("everything in it is about another user", help="Write this user's external_id into it.")
    return result


def _base(base: Any, name: str, others: Mapping[str, User] | None) -> User:
    if not isinstance(base, str):
        raise UsageError(f"{name}: extends is {base!r:.40}, not the name of a user", help="Write extends: plain.")
    if others is None:
        raise UsageError(
            f"{name}: extends {base!r:.100}, but there is no workspace to look for that user",
            help="Put the file into a workspace's users.",
        )
    try:
        return others[base]
    except UnknownName as error:
        raise UsageError(f"{name}: extends: {error.message}", help=error.help) from error


def _payloads(after: Any, name: str) -> list[Any]:
    if after is None:
        return []
    if isinstance(after, dict):
        return [after]
    if not isinstance(after, list):
        raise UsageError(
            f"{name}: after is {after!r:.40}, not a payload of /users/track",
            help="Write after: with attributes, events or purchases below it.",
        )
    return after


def merged(below: Any, above: Any) -> Any:
    """``above`` on top of ``below``: objects key by key, anything else as a whole. A time is one value."""
    if not isinstance(below, dict) or not isinstance(above, dict) or "$time" in below or "$time" in above:
        return above
    result = dict(below)
    for key, value in above.items():
        result[key] = merged(below[key], value) if key in below else value
    return result
