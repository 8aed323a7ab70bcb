"""``braze-liquid export``: ready-to-paste texts for one environment."""

from __future__ import annotations

import os
from typing import Any

import click

from braze_liquid_sim.cli.options import checked_instant, workspace_option


@click.command()
@click.argument("templates", nargs=-1)
@click.option(
    "environment", "--env", metavar="NAME", help="The environment of the settings whose values the parameters get."
)
@click.option(
    "target",
    "--to",
    type=click.Choice(["paste", "braze-sync", "rest", "bundle"]),
    default="paste",
    show_default=True,
    help="Files and a page to paste from, a tool's layout, JSON for the REST API, or one zip.",
)
@click.option("--out", metavar="DIR", help="The folder to write; an export that stands there is replaced.")
@click.option("--stdout", is_flag=True, help="Print the texts instead; refused where one holds a secret.")
@click.option("--clipboard", is_flag=True, help="Put one template's only text on the clipboard, through the terminal.")
@click.option(
    "comments",
    "--strip-comments",
    type=click.Choice(["liquid", "html", "all"]),
    multiple=True,
    help="Leave these comments out; suppressions are left out always.",
)
@click.option("--minify", is_flag=True, help="Shorten what can be shortened: renders for every user prove each step.")
@click.option("--redact", is_flag=True, help="Write names in the places of secrets.")
@click.option("--force", metavar="CODE", multiple=True, help="Export in spite of errors of this code.")
@click.option("--verify", metavar="DIR|FILE", help="Compare what was pasted with what the export would be now.")
@click.option("--now", metavar="ISO", callback=checked_instant, help="The time to check at; UTC if it names no zone.")
@workspace_option
@click.pass_context
def command(ctx: click.Context, /, templates: tuple[str, ...], **options: Any) -> None:
    """Write the exact texts to paste into Braze, checked, with the values of an environment and nothing of a test user.

    TEMPLATES are names in the workspace; without one, all of them. The content blocks that they call come with them.
    Everything is checked first, and an error stops the export.

    Exits with 0 where it is done or --verify finds the same, 1 where an error stops it or --verify finds a difference,
    2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import exporting

    ctx.exit(exporting.run(exporting.Request(templates, **options), os.environ))
