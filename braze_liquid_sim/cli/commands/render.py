"""``braze-liquid render``: what Braze would send to a user."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import click


def _instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Refuse a malformed ``--now`` before anything is loaded."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(
                f"{value!r} is no ISO 8601 time; write 2026-03-05T14:00:00Z, or with an offset such as +09:00."
            ) from None
    return value


@click.command()
@click.argument("template")
@click.option(
    "users", "--user", metavar="NAME|FILE", multiple=True, help="A user of the workspace, or a file of users."
)
@click.option(
    "settings", "--set", metavar="PATH=VALUE", multiple=True, help="Set a value in the user; JSON, else text."
)
@click.option("--now", metavar="ISO", callback=_instant, help="The time to render at; UTC if it names no zone.")
@click.option(
    "--mode",
    type=click.Choice(["lax", "warn", "strict"]),
    default="lax",
    show_default=True,
    help="How Ruby reads malformed markup: loosely, loosely with warnings, or not at all.",
)
@click.option("--trace", is_flag=True, help="Say on stderr which part of the template wrote what.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json", "curl"]),
    default="text",
    show_default=True,
    help="What is sent, JSON with everything that was found, or a webhook as a curl line.",
)
@click.option("--workspace", metavar="DIR", help="The workspace, instead of the one found from the current folder.")
@click.pass_context
def command(
    ctx: click.Context,
    template: str,
    users: tuple[str, ...],
    settings: tuple[str, ...],
    now: str | None,
    mode: Literal["lax", "warn", "strict"],
    trace: bool,
    output_format: str,
    workspace: str | None,
) -> None:
    """Print what Braze would send: the text on stdout, everything else on stderr.

    TEMPLATE is a name in the workspace (smartpass, webhooks/coupon_update), a file, or - for stdin. With several users
    each text ends with a line break, and JSON is an array. A webhook is shown as its request, secrets starred out.

    Exits with 0 also where the message is aborted, 1 where a template fails, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import rendering

    request = rendering.Request(template, users, settings, now, mode, trace, output_format, workspace)
    ctx.exit(rendering.run(request))
