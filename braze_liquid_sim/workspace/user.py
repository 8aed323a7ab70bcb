"""A fixture user."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.errors import UsageError

_DOT = re.compile(r"(?<!\\)\.")


@dataclass(frozen=True, slots=True)
class User:
    """A profile in Braze's export form, with the properties of whatever sends the message beside it.

    A missing key and a null are the same: null in Liquid.
    """

    name: str
    """How messages call the user: the name of its file, not a field of the profile."""
    profile: dict[str, Any] = field(hash=False)
    """``external_id``, ``first_name``, …, ``custom_attributes``, ``event_properties``, ``context``, ``campaign`` …"""
    purpose: str = field(default="", compare=False)
    """What the user is there to show, where somebody says so."""

    def with_value(self, path: str, value: Any) -> User:
        r"""A copy with one value set; ``path`` is keys with dots between them (``\.`` is a dot inside a key).

        Objects on the way are made where there is nothing; in a list a key is an index from 0.

        Raises:
            UsageError: the path runs through a value that is neither object nor list, or past a list's end.
        """
        keys = [key.replace("\\.", ".") for key in _DOT.split(path)]
        if not all(keys):
            raise UsageError(f"{path!r}: an empty key in a path", help="Write keys with single dots between them.")
        profile = deepcopy(self.profile)
        place: Any = profile
        for depth, key in enumerate(keys[:-1], 1):
            below = _get(place, key, path)
            if below is None:
                below = {}
                _set(place, key, below, path)
            if not isinstance(below, (dict, list)):
                raise UsageError(
                    f"{path!r}: {'.'.join(keys[:depth])} is {below!r:.40}, which has nothing inside",
                    help="Set that value as a whole, or choose another path.",
                )
            place = below
        _set(place, keys[-1], value, path)
        return User(self.name, profile, self.purpose)


def _get(place: dict[str, Any] | list[Any], key: str, path: str) -> Any:
    return place[_index(place, key, path)] if isinstance(place, list) else place.get(key)


def _set(place: dict[str, Any] | list[Any], key: str, value: Any, path: str) -> None:
    if isinstance(place, list):
        place[_index(place, key, path)] = value
    else:
        place[key] = value


def _index(items: list[Any], key: str, path: str) -> int:
    if key.isdecimal() and key.isascii() and len(key) < 10 and int(key) < len(items):
        return int(key)
    raise UsageError(
        f"{path!r}: {key} is no index of a list with {len(items)} items",
        help="Indexes count from 0; set the whole list.",
    )
