"""The render command's work: find template and users, render, write, and say how it went."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from braze_liquid_sim.cli import as_json, show
from braze_liquid_sim.cli.inputs import find_source, find_users, instant, open_workspace
from braze_liquid_sim.cli.outside import Outside, call_lines
from braze_liquid_sim.cli.tracing import trace_lines
from braze_liquid_sim.dialect.parser import Mode
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Failed, Outcome, Sent
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.services.preview import guess_types
from braze_liquid_sim.workspace import User, Workspace


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
    outside: Outside = Outside()  # noqa: RUF009 (frozen)
    preview_types: bool = False


def run(request: Request) -> int:
    """Render for each user; the exit code is 1 if any of them failed."""
    workspace = open_workspace(request.workspace, request.template)
    source = find_source(request.template, workspace)
    users = find_users(request.users, request.settings, workspace)
    if request.preview_types:
        users = [user and User(user.name, guess_types(user)) for user in users]
    message = open_message(
        source, workspace, mode=request.mode, trace=request.trace, **request.outside.options(workspace)
    )
    if request.output_format == "curl" and not message.fields.url:
        raise UsageError(
            f"{source.name}: no webhook, so there is no request", help="Give a template with a url in its front matter."
        )
    secrets = workspace.settings.secret_headers if workspace else ()
    deliveries = (delivery.starred(secrets) for delivery in _deliveries(message, users, request.now))
    if request.output_format == "json":
        return _write_json(request.template, users, deliveries)
    failure = _write_text(users, deliveries, _curl if request.output_format == "curl" else Delivery.shown)
    if failure and workspace and failure.finding.code == "unanswered-call":
        _tell_unused(message, workspace)
    return 1 if failure else 0


def _tell_unused(message: Message, workspace: Workspace) -> None:
    """The answers that no call asked for, of which one may have been meant."""
    unused = [answer.name for answer in workspace.answers if answer.name not in message.used_answers]
    if unused:
        click.echo(f"answers that no call asked for: {clean(', '.join(unused))}", err=True)


def _deliveries(message: Message, users: list[User | None], now: str | None) -> Iterator[Delivery]:
    moment = instant(now)
    for user in users:
        yield message.render(user, now=moment)


def _write_text(
    users: list[User | None], deliveries: Iterator[Delivery], shown: Callable[[Delivery], str]
) -> Failed | None:
    """Write what each user gets; the last failure."""
    failure: Failed | None = None
    for user, delivery in zip(users, deliveries, strict=True):
        outcome = delivery.outcome
        if len(users) > 1 and user:
            click.echo(f"── {clean(user.name)}", err=True)
        if isinstance(outcome, Sent):
            text = shown(delivery)
            # Into a pipe or a file goes the text to the byte; a prompt does not stand behind it on a terminal.
            if (len(users) > 1 or sys.stdout.isatty()) and not text.endswith("\n"):
                text += "\n"
            _write(text)
        # A template that cannot be parsed fails alike for every user.
        lines = ["  the same failure"] if outcome == failure else _lines(outcome)
        for line in lines:
            click.echo(line, err=True)
        failure = outcome if isinstance(outcome, Failed) else failure
    return failure


def _lines(outcome: Outcome) -> Iterator[str]:
    yield from show.outcome_lines(outcome)
    yield from call_lines(outcome.calls)
    if not isinstance(outcome, Failed) and outcome.trace is not None:
        yield from trace_lines(outcome.trace, outcome.text if isinstance(outcome, Sent) else None)


def _write_json(template: str, users: list[User | None], deliveries: Iterator[Delivery]) -> int:
    failed = False
    documents = []
    for user, delivery in zip(users, deliveries, strict=True):
        documents.append(as_json.document(template, user, delivery))
        failed = failed or isinstance(delivery.outcome, Failed)
    value = documents if len(users) > 1 else documents[0]
    _write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    return 1 if failed else 0


def _write(text: str) -> None:
    """Write UTF-8 whatever the terminal's encoding is, and line ends as they are."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _curl(delivery: Delivery) -> str:
    return f"{delivery.request.as_curl()}\n" if delivery.request else ""
