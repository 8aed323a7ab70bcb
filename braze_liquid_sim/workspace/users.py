"""Files of fixture users, and Braze's own export files, into :class:`User`.

An export may hold a hundred thousand users, so everything here can be gone through one user at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.archives import Part, parts, text_suffix
from braze_liquid_sim.workspace.data import parse_yaml
from braze_liquid_sim.workspace.fixtures import complete, is_complete
from braze_liquid_sim.workspace.folder import Folder
from braze_liquid_sim.workspace.hostile import PREFIX, hostile_user, hostile_users
from braze_liquid_sim.workspace.json_stream import stream_json
from braze_liquid_sim.workspace.names import UnknownName, suggestion
from braze_liquid_sim.workspace.reading import decode
from braze_liquid_sim.workspace.user import User

_PLAIN = (".yaml", ".yml", ".json", ".jsonl")

SUFFIXES = (*(suffix + ".gz" for suffix in _PLAIN), ".gz", ".zip", *_PLAIN)
"""What the files in a workspace's ``users`` end with."""

_FORM = "A user is an object: external_id, first_name, custom_attributes, …"


def stream_users(
    path: Path, name: str, label: str | None = None, others: Mapping[str, User] | None = None
) -> Iterator[User]:
    """The users of a file, one at a time: a profile, a list, an export's answer, one object a line, packed or not.

    A lone user is called ``label`` (the file's name without its suffix unless given); of several each is called
    ``label/external_id``. ``others`` are the users that ``extends`` may name.

    Raises:
        UsageError: the file cannot be read, is not YAML or JSON, or holds something else than users. It comes where it
            stands: the users before it have been given by then.
    """
    for user in _as_written(path, name, label):
        yield complete(user, name, others)


def read_users(path: Path, name: str, label: str | None = None, others: Mapping[str, User] | None = None) -> list[User]:
    """All users of a file at once; see :func:`stream_users`."""
    return list(stream_users(path, name, label, others))


def users_called(name: str, users: Users | None) -> Iterator[User]:
    """The users that a command line names, one at a time: those of a workspace, hostile ones, or a file's.

    Raises:
        UsageError: there is no user, and no file, of that name.
    """
    path = Path(name)
    if users is not None or name.startswith(PREFIX):
        try:
            return (users or Users(path)).stream(name)
        except UnknownName:
            if not _is_file(path):
                raise
    if not _is_file(path):
        raise UsageError(
            f"no file {name!r:.200}, and no workspace to look for a user of that name",
            help="Give a file of users, or a workspace with --workspace DIR.",
        )
    return stream_users(path, path.as_posix(), others=users)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file() or path.is_fifo()
    except OSError:
        return False


def _by_name(path: Path, name: str) -> dict[str, User]:
    users: dict[str, User] = {}
    for user in _as_written(path, name):
        users.setdefault(user.name, user)
    return users


def _as_written(path: Path, name: str, label: str | None = None) -> Iterator[User]:
    label = path.name.removesuffix(text_suffix(path.name)) if label is None else label
    profiles = enumerate(_profiles(path, name), 1)
    start = list(islice(profiles, 2))
    if not start:
        raise UsageError(
            f"{name}: no user in it", help="Write a profile: external_id, first_name, custom_attributes, …"
        )
    if len(start) == 1:
        yield User(label, start[0][1])
        return
    for number, profile in chain(start, profiles):
        yield User(f"{label}/{_identity(profile, number)}", profile)


def _profiles(path: Path, name: str) -> Iterator[dict[str, Any]]:
    number = 0
    for part in parts(path, name):
        for line, profile in _values(part):
            number += 1
            if not isinstance(profile, dict):
                place = f"{part.name}:{line}" if line else part.name
                raise UsageError(f"{place}: user {number} is {type(profile).__name__}, not an object", help=_FORM)
            yield profile


def _values(part: Part) -> Iterable[tuple[int, Any]]:
    if part.suffix not in {".yaml", ".yml"}:
        return stream_json(part.pieces, part.name)
    value = parse_yaml(decode(b"".join(part.pieces), part.name), part.name)
    if isinstance(value, dict) and isinstance(value.get("users"), list):
        value = value["users"]
    items = value if isinstance(value, list) else [] if value is None else [value]
    return ((0, item) for item in items)


def _identity(profile: dict[str, Any], number: int) -> str:
    return str(profile.get("external_id") or profile.get("braze_id") or number)


class Users(Mapping[str, User]):
    """The users of a workspace by name, and the ready-made hostile ones behind ``hostile:``.

    A file is read when a user of it is asked for; :meth:`stream` does not keep what it reads.
    """

    def __init__(self, root: Path) -> None:
        # As written: what a user extends is looked up when that user is asked for, so that the order does not matter.
        self._folder: Folder[dict[str, User]] = Folder(root, "users", "user", SUFFIXES, _by_name)
        self._complete: dict[str, User] = {}
        self._under_way: list[str] = []

    def __getitem__(self, name: str) -> User:
        if name.startswith(PREFIX):
            return hostile_user(name)
        label = name.partition("/")[0]
        users = self._folder[label]
        if name in users:
            return self._completed(users[name], label)
        what = f"holds {len(users)} users" if name == label else f"has no user {name!r}"
        raise UnknownName(f"{self._folder.shown(label)} {what}", help=suggestion(name, users))

    def _completed(self, user: User, label: str) -> User:
        if is_complete(user):
            return user
        name = user.name
        if name not in self._complete:
            if name in self._under_way:
                circle = " → ".join([*self._under_way[self._under_way.index(name) :], name])
                raise UsageError(
                    f"{self._folder.shown(label)}: users that extend each other: {circle}",
                    help="Take one 'extends' out.",
                )
            self._under_way.append(name)
            try:
                self._complete[name] = complete(user, self._folder.shown(label), self)
            finally:
                self._under_way.pop()
        return self._complete[name]

    def group(self, name: str) -> list[User]:
        """The user of that name, or all users of the file of that name, or all of ``hostile:all``."""
        return list(self.stream(name))

    def stream(self, name: str | None = None) -> Iterator[User]:
        """As :meth:`group`, or all users of all files, one at a time and without keeping them.

        An unknown name is refused at once, a wrong file where it is wrong.
        """
        if name is None:
            return chain.from_iterable(map(self.stream, self._folder))
        if name == PREFIX + "all":
            return iter(hostile_users().values())
        if "/" in name or name.startswith(PREFIX):
            return iter([self[name]])
        users = _as_written(self._folder.path(name), self._folder.shown(name))
        return (self._completed(user, name) for user in users)

    @cached_property
    def _names(self) -> list[str]:
        return [name for users in self._folder.values() for name in users]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
