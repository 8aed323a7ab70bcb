"""The render command's work: find template and users, render, write, and say how it went."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from braze_liquid_sim.cli import as_json, show
from braze_liquid_sim.cli.tracing import trace_lines
from braze_liquid_sim.dialect.parser import Mode
from braze_liquid_sim.engine.template import Template
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Failed, Outcome, Sent, Source
from braze_liquid_sim.render import compile
from braze_liquid_sim.workspace import User, Workspace, read_source, read_users, source_of
from braze_liquid_sim.workspace.data import parse_json
from braze_liquid_sim.workspace.names import UnknownName
from braze_liquid_sim.workspace.reading import decode
from braze_liquid_sim.workspace.sources import KINDS


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    template: str
    users: tuple[str, ...]
    settings: tuple[str, ...]
    now: str | None
    mode: Mode
    trace: bool
    output_format: str
    workspace: str | None


def run(request: Request) -> int:
    """Render for each user; the exit code is 1 if any of them failed."""
    workspace = _workspace(request)
    source = _source(request.template, workspace)
    users = _users(request, workspace)
    template = compile(
        source,
        content_blocks=workspace.content_blocks if workspace else {},
        mode=request.mode,
        trace=request.trace,
    )
    outcomes = _outcomes(template, users, request.now)
    if request.output_format == "json":
        return _write_json(request, users, outcomes)
    return _write_text(users, outcomes)


def _outcomes(template: Template, users: list[User | None], now: str | None) -> Iterator[Outcome]:
    # One instant for all users, so that their texts can be compared.
    instant = datetime.fromisoformat(now) if now else datetime.now(UTC)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    for user in users:
        yield template.render(user, now=instant)


def _write_text(users: list[User | None], outcomes: Iterator[Outcome]) -> int:
    failure: Failed | None = None
    for user, outcome in zip(users, outcomes, strict=True):
        if len(users) > 1 and user:
            click.echo(f"── {show.clean(user.name)}", err=True)
        if isinstance(outcome, Sent):
            text = outcome.text
            # Into a pipe or a file goes the text to the byte; a prompt does not stand behind it on a terminal.
            if (len(users) > 1 or sys.stdout.isatty()) and not text.endswith("\n"):
                text += "\n"
            _write(text)
        # A template that cannot be parsed fails alike for every user.
        lines = ["  the same failure"] if outcome == failure else _lines(outcome)
        for line in lines:
            click.echo(line, err=True)
        failure = outcome if isinstance(outcome, Failed) else failure
    return 1 if failure else 0


def _lines(outcome: Outcome) -> Iterator[str]:
    yield from show.outcome_lines(outcome)
    if not isinstance(outcome, Failed) and outcome.trace is not None:
        yield from trace_lines(outcome.trace, outcome.text if isinstance(outcome, Sent) else None)


def _write_json(request: Request, users: list[User | None], outcomes: Iterator[Outcome]) -> int:
    failed = False
    documents = []
    for user, outcome in zip(users, outcomes, strict=True):
        documents.append(as_json.document(request.template, user, outcome))
        failed = failed or isinstance(outcome, Failed)
    value = documents if len(users) > 1 else documents[0]
    _write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    return 1 if failed else 0


def _write(text: str) -> None:
    """Write UTF-8 whatever the terminal's encoding is, and line ends as they are."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _workspace(request: Request) -> Workspace | None:
    if request.workspace is not None:
        return Workspace.open(request.workspace, upwards=False)
    if workspace := Workspace.find("."):
        return workspace
    path = Path(request.template)
    return Workspace.find(path) if _is_file(path) else None


def _source(template: str, workspace: Workspace | None) -> Source:
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


def _users(request: Request, workspace: Workspace | None) -> list[User | None]:
    """The users asked for, one None if there are none."""
    named = [user for name in request.users for user in _users_called(name, workspace)]
    if not request.settings:
        return [*named] or [None]
    users = named or [User("none", {})]
    for setting in request.settings:
        path, equals, text = setting.partition("=")
        if not equals:
            raise UsageError(f"--set {setting!r:.100}: no '='", help="Write --set custom_attributes.points=5.")
        value = _value(text, f"--set {path}")
        users = [user.with_value(path, value) for user in users]
    return [*users]


def _users_called(name: str, workspace: Workspace | None) -> list[User]:
    path = Path(name)
    if workspace:
        try:
            return workspace.users.group(name)
        except UnknownName:
            if not _is_file(path):
                raise
    if not _is_file(path):
        raise UsageError(
            f"no file {name!r:.200}, and no workspace to look for a user of that name",
            help="Give a file of users, or a workspace with --workspace DIR.",
        )
    return read_users(path, path.as_posix())


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
