"""Files of fixture users, and Braze's own export files, into :class:`User`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.data import parse_json, parse_yaml
from braze_liquid_sim.workspace.folder import Folder
from braze_liquid_sim.workspace.names import UnknownName, suggestion
from braze_liquid_sim.workspace.reading import read_text
from braze_liquid_sim.workspace.user import User

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")


def read_users(path: Path, name: str, label: str | None = None) -> list[User]:
    """All users of a file: one profile, a list, an export's answer (``{"users": […]}``), or one JSON object a line.

    A lone user is called ``label`` (the file's stem unless given); of several each is called ``label/external_id``.

    Raises:
        UsageError: the file cannot be read, is not YAML or JSON, or holds something else than users.
    """
    label = path.stem if label is None else label
    profiles = _profiles(read_text(path, name), name, path.suffix)
    if not profiles:
        raise UsageError(
            f"{name}: no user in it", help="Write a profile: external_id, first_name, custom_attributes, …"
        )
    for number, profile in enumerate(profiles, 1):
        if not isinstance(profile, dict):
            raise UsageError(
                f"{name}: user {number} is {type(profile).__name__}, not an object",
                help="A user is an object: external_id, first_name, custom_attributes, …",
            )
    if len(profiles) == 1:
        return [User(label, profiles[0])]
    return [User(f"{label}/{_identity(profile, number)}", profile) for number, profile in enumerate(profiles, 1)]


def _profiles(text: str, name: str, suffix: str) -> list[Any]:
    if suffix in {".yaml", ".yml"}:
        value = parse_yaml(text, name)
    elif suffix == ".jsonl" or _is_json_lines(text):
        lines = text.splitlines()
        return [parse_json(line, f"{name} (line {at})") for at, line in enumerate(lines, 1) if line.strip()]
    else:
        value = parse_json(text, name)
    if isinstance(value, dict) and isinstance(value.get("users"), list):
        value = value["users"]
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _is_json_lines(text: str) -> bool:
    """Segment exports call their files ``.json`` or ``.txt``: an object a line."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") and line.rstrip().endswith("}") for line in lines)


def _identity(profile: dict[str, Any], number: int) -> str:
    return str(profile.get("external_id") or profile.get("braze_id") or number)


class Users(Mapping[str, User]):
    """The users of a workspace by name; a file is read when a user of it is asked for."""

    def __init__(self, folder: Folder[list[User]]) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> User:
        label = name.partition("/")[0]
        users = self._folder[label]
        for user in users:
            if user.name == name:
                return user
        names = [user.name for user in users]
        what = f"holds {len(users)} users" if name == label else f"has no user {name!r}"
        raise UnknownName(f"{self._folder.shown(label)} {what}", help=suggestion(name, names))

    def group(self, name: str) -> list[User]:
        """The user of that name, or all users of the file of that name."""
        return [self[name]] if "/" in name else self._folder[name]

    @cached_property
    def _names(self) -> list[str]:
        return [user.name for users in self._folder.values() for user in users]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
