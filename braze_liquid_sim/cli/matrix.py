"""The matrix command's work: every template for every user, row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import click

from braze_liquid_sim.cli.covering import coverage_lines
from braze_liquid_sim.cli.inputs import find_source, instant, open_workspace
from braze_liquid_sim.cli.matrix_formats import Format, formats
from braze_liquid_sim.cli.reporting import refuse_template
from braze_liquid_sim.coverage import Coverage
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.matrix.cell import cell_of
from braze_liquid_sim.matrix.resuming import resume
from braze_liquid_sim.matrix.summary import Summary
from braze_liquid_sim.message import Message, open_message
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.hostile import hostile_users
from braze_liquid_sim.workspace.names import UnknownName
from braze_liquid_sim.workspace.users import stream_users

VERSION = 1


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    templates: tuple[str, ...]
    users: tuple[str, ...]
    hostile: bool
    now: str | None
    coverage: bool
    output_format: str
    output: str | None
    resume: bool
    workspace: str | None


@dataclass(slots=True)
class _Run:
    """One matrix: what is rendered for whom, and where it is written."""

    messages: dict[str, Message]
    now: datetime
    format: Format
    summary: Summary
    coverage: Coverage | None
    out: BinaryIO
    watched: bool
    """Whether somebody sees the rows come."""

    def write(self, text: str) -> None:
        self.out.write(text.encode("utf-8", "replace"))

    def render(self, user: User | None) -> None:
        """All templates for one user."""
        rows = []
        for name, message in self.messages.items():
            delivery = message.render(user, now=self.now)
            if self.coverage is not None:
                self.coverage.reach(delivery.outcome)
            cell = cell_of(name, user.name if user else None, delivery)
            self.summary.add(cell)
            rows.append(self.format.row(cell))
        self.write("".join(rows))
        if self.watched:
            self.out.flush()


def run(request: Request) -> int:
    """Render everything; the exit code is 1 if a template failed for anybody."""
    if request.resume and (request.output_format != "jsonl" or not request.output):
        raise UsageError("--resume needs --format jsonl and --output FILE", help="That file is what it goes on with.")
    workspace = open_workspace(request.workspace, request.templates[0] if request.templates else None)
    messages = _messages(request, workspace)
    coverage = Coverage() if request.coverage else None
    if coverage is not None:
        for message in messages.values():
            coverage.expect(message, workspace.content_blocks if workspace else {})
    header = _header(request, list(messages))
    summary = Summary(list(messages))
    done = 0
    if request.resume:
        done, begun = resume(Path(str(request.output)), header, summary)
        if begun and request.now and instant(begun) != instant(request.now):
            raise UsageError(f"it was begun with --now {begun}", help="Leave --now out, or take another file.")
        header["now"] = begun or header["now"]
    # The first user is looked up here, before anything is written over.
    users = _users(request, workspace)
    with ExitStack() as stack:
        out = _output(request, stack, append=done > 0)
        watched = request.output is None and sys.stdout.isatty()
        form = formats()[request.output_format]()
        matrix = _Run(messages, instant(header["now"]), form, summary, coverage, out, watched)
        beginning = matrix.format.begin(header)
        matrix.write("" if done else beginning)
        _render_all(matrix, request, islice(users, done, None))
        matrix.write(matrix.format.end(summary))
        out.flush()
    _say_more(request, summary, coverage)
    return 1 if summary.failed else 0


def _header(request: Request, templates: list[str]) -> dict[str, Any]:
    users = [*request.users, *(["--hostile"] if request.hostile else [])]
    return {"version": VERSION, "templates": templates, "users": users, "now": instant(request.now).isoformat()}


def _messages(request: Request, workspace: Workspace | None) -> dict[str, Message]:
    names = list(request.templates)
    if not names:
        if workspace is None:
            raise UsageError("no workspace here", help="Name template files, or a workspace with --workspace DIR.")
        names = [name for name in workspace.templates if workspace.templates[name].kind != "content_block"]
        if not names:
            raise UsageError("there are no messages and no webhooks", help="Name a content block to render it alone.")
    return {
        name: open_message(find_source(name, workspace), workspace, trace=request.coverage)
        for name in dict.fromkeys(names)
    }


def _output(request: Request, stack: ExitStack, *, append: bool) -> BinaryIO:
    if request.output is None:
        return sys.stdout.buffer
    refuse_template(Path(request.output))
    try:
        return stack.enter_context(Path(request.output).open("ab" if append else "wb"))
    except OSError as error:
        raise UsageError(
            f"{request.output}: cannot be written: {error.strerror or error}", help="Give --output another name."
        ) from error


def _render_all(matrix: _Run, request: Request, users: Iterator[User | None]) -> None:
    """Go through the users, with a bar on stderr where it is a terminal that shows no rows."""
    shown = sys.stderr.isatty() and not matrix.watched
    try:
        with click.progressbar(
            users, label="users", show_pos=True, file=sys.stderr, hidden=not shown, update_min_steps=500
        ) as bar:
            for user in bar:
                matrix.render(user)
    except KeyboardInterrupt:
        if request.output and request.output_format == "jsonl":
            click.echo("\nGo on with the same command and --resume.", err=True)
        raise


def _users(request: Request, workspace: Workspace | None) -> Iterator[User | None]:
    """The users named, else those of the workspace; then the hostile ones; nobody where there are none."""
    streams: list[Iterator[User]] = [_called(name, workspace) for name in request.users]
    if not streams and workspace:
        streams.append(workspace.users.stream())
    if request.hostile:
        streams.append(iter(hostile_users().values()))
    users: Iterator[User | None] = chain.from_iterable(streams)
    first = next(users, None)
    return chain([first], users)


def _called(name: str, workspace: Workspace | None) -> Iterator[User]:
    path = Path(name)
    if workspace:
        try:
            yield from workspace.users.stream(name)
        except UnknownName:
            if not path.is_file():
                raise
        else:
            return
    if not path.is_file():
        raise UsageError(f"no file {name!r:.200}, and no user of that name", help="Give a file of users.")
    yield from stream_users(path, path.as_posix(), others=workspace.users if workspace else None)


def _say_more(request: Request, summary: Summary, coverage: Coverage | None) -> None:
    """What does not belong into the output: the summary of JSON Lines, and the coverage."""
    lines = list(summary.lines()) if request.output_format == "jsonl" or request.output else []
    if coverage:
        lines += ["", *coverage_lines(coverage)]
    for line in lines:
        click.echo(clean(line), err=request.output_format != "text" or request.output is not None)
