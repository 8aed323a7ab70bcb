"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from braze_liquid_sim.report import formats


def checked_instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Refuse a malformed ``--now`` before anything is loaded."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(
                f"{value!r} is no ISO 8601 time; write 2026-03-05T14:00:00Z, or with an offset such as +09:00."
            ) from None
    return value


now_option = click.option(
    "--now", metavar="ISO", callback=checked_instant, help="The time to render at; UTC if it names no zone."
)
workspace_option = click.option(
    "--workspace", metavar="DIR", help="The workspace, instead of the one found from the current folder."
)


def joined(values: Sequence[str]) -> tuple[str, ...]:
    """What an option says that may be given several times, each with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def finding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the commands that report findings."""
    for option in reversed(_FINDING_OPTIONS):
        command = option(command)
    return command


_FINDING_OPTIONS = (
    click.option(
        "output_format",
        "--format",
        type=click.Choice(formats.names()),
        default="text",
        show_default=True,
        help="For people, programs, code scanning, test reports, annotations, or a page.",
    ),
    click.option("--output", metavar="FILE", help="Write there instead of to stdout."),
    click.option("--select", metavar="CODES", multiple=True, help="Only these codes, beginnings of codes, or topics."),
    click.option("--ignore", metavar="CODES", multiple=True, help="None of these, beside what the settings ignore."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        help="How bad a finding must be to exit with 1; warning, unless the settings say otherwise.",
    ),
    click.option("--statistics", is_flag=True, help="With --format text: how often each code, not where."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option("--watch", is_flag=True, help="Run again whenever a file changes; Ctrl-C ends it."),
)
