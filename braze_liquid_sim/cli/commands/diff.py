"""``braze-liquid diff``: which users get something else than before."""

from __future__ import annotations

import click

from braze_liquid_sim.cli.options import now_option, workspace_option


@click.command()
@click.argument("first", metavar="REV|DIR")
@click.argument("second", metavar="[REV2|DIR2]", required=False)
@click.option("--hostile", is_flag=True, help="Also for the users that ship with braze-liquid to break templates.")
@now_option
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or JSON with every user.",
)
@workspace_option
@click.pass_context
def command(
    ctx: click.Context,
    first: str,
    second: str | None,
    hostile: bool,
    now: str | None,
    output_format: str,
    workspace: str | None,
) -> None:
    """Show which users are sent something else than before, and what; not which lines of a template differ.

    REV is a git revision, compared with the working tree, or with REV2; REV..REV2 is the same. Either may be a folder
    with a workspace. The checkout is not touched.

    Every message and webhook is rendered for every user of both, at one time and with the same answers, those of the
    newer one first. What differs comes from templates, content blocks and translations.

    Exits with 0 where nothing changed, 1 where something did, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import diffing

    ctx.exit(diffing.run(diffing.Request(first, second, hostile, now, output_format, workspace)))
