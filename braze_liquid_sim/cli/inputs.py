"""What a command line names, found: the workspace, templates, users, the time."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import User, Workspace, read_source, source_of
from braze_liquid_sim.workspace.data import parse_json
from braze_liquid_sim.workspace.names import UnknownName
from braze_liquid_sim.workspace.reading import decode
from braze_liquid_sim.workspace.sources import KINDS
from braze_liquid_sim.workspace.users import users_called


def instant(now: str | None) -> datetime:
    """The time to render at: one for all users, so that their texts can be compared."""
    moment = datetime.fromisoformat(now) if now else datetime.now(UTC)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def open_workspace(path: str | None, template: str | None = None) -> Workspace | None:
    """The workspace of a path, else that of the current folder, else that of a template's file."""
    if path is not None:
        return Workspace.open(path, upwards=False)
    if workspace := Workspace.find("."):
        return workspace
    return Workspace.find(template) if template is not None and _is_file(Path(template)) else None


def find_source(template: str, workspace: Workspace | None) -> Source:
    """The template of that name or file, or the one on stdin."""
    if template == "-":
        return source_of(decode(sys.stdin.buffer.read(), "<stdin>"), "<stdin>")
    path = Path(template)
    if workspace:
        try:
            return workspace.templates[template]
        except UnknownName:
            if not _is_file(path):
                raise
    if not _is_file(path):
        raise UsageError(
            f"no file {template!r:.200}, and no workspace to look for a template of that name",
            help="Give a file, or a workspace with --workspace DIR.",
        )
    return read_source(path, path.as_posix(), KINDS.get(path.absolute().parent.name, "message"))


def find_users(names: Sequence[str], settings: Sequence[str], workspace: Workspace | None) -> list[User | None]:
    """The users asked for, one None if there are none."""
    named = [user for name in names for user in users_called(name, workspace.users if workspace else None)]
    if not settings:
        return [*named] or [None]
    users = named or [User("none", {})]
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals:
            raise UsageError(f"--set {setting!r:.100}: no '='", help="Write --set custom_attributes.points=5.")
        value = _value(text, f"--set {path}")
        users = [user.with_value(path, value) for user in users]
    return [*users]


def _value(text: str, name: str) -> object:
    """The JSON value that ``text`` is, else ``text`` itself; ``NaN`` is text, since it is not JSON."""
    try:
        json.loads(text, parse_constant=int)
    except ValueError:
        text = json.dumps(text)
    except RecursionError:
        pass
    return parse_json(text, name)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file() or path.is_fifo()
    except OSError:
        return False
