"""``braze-liquid render``: what Braze would send to a user."""

from __future__ import annotations

from typing import Literal

import click

from braze_liquid_sim.cli.options import now_option, workspace_option


@click.command()
@click.argument("template")
@click.option(
    "users", "--user", metavar="NAME|FILE", multiple=True, help="A user of the workspace, or a file of users."
)
@click.option(
    "settings", "--set", metavar="PATH=VALUE", multiple=True, help="Set a value in the user; JSON, else text."
)
@now_option
@click.option(
    "--mode",
    type=click.Choice(["lax", "warn", "strict"]),
    default="lax",
    show_default=True,
    help="How Ruby reads malformed markup: loosely, loosely with warnings, or not at all.",
)
@click.option("--preview-types", is_flag=True, help="Guess types as the preview does: the text 3 becomes a number.")
@click.option("--trace", is_flag=True, help="Say on stderr which part of the template wrote what.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json", "curl"]),
    default="text",
    show_default=True,
    help="What is sent, JSON with everything that was found, or a webhook as a curl line.",
)
@click.option(
    "--fault",
    type=click.Choice(["timeout", "404", "500", "slow", "not-json", "empty"]),
    help="What goes wrong with every web call.",
)
@click.option("--live", is_flag=True, help="Make real web calls, instead of reading connected_content/.")
@click.option("--record", metavar="FILE", help="With --live: write the answers into a YAML file.")
@click.option(
    "allow_hosts",
    "--allow-host",
    metavar="NAME",
    multiple=True,
    help="A host that may be called at any port, and with --live at a private address.",
)
@workspace_option
@click.pass_context
def command(
    ctx: click.Context,
    template: str,
    users: tuple[str, ...],
    settings: tuple[str, ...],
    now: str | None,
    mode: Literal["lax", "warn", "strict"],
    preview_types: bool,
    trace: bool,
    output_format: str,
    fault: str | None,
    live: bool,
    record: str | None,
    allow_hosts: tuple[str, ...],
    workspace: str | None,
) -> None:
    """Print what Braze would send: the text on stdout, everything else on stderr.

    TEMPLATE is a name in the workspace (smartpass, webhooks/coupon_update), a file, or - for stdin. With several users
    each text ends with a line break, and JSON is an array. A webhook is shown as its request, secrets starred out.

    Exits with 0 also where the message is aborted, 1 where a template fails, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import rendering
    from braze_liquid_sim.cli.outside import Outside

    outside = Outside(fault, live, record, allow_hosts)
    request = rendering.Request(
        template, users, settings, now, mode, trace, output_format, workspace, outside, preview_types
    )
    ctx.exit(rendering.run(request))
