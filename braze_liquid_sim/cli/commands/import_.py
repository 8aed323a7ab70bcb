"""``braze-liquid import``: templates from pages, from the dashboard, from Braze's REST API."""

from __future__ import annotations

import os
from typing import Any

import click

from braze_liquid_sim.cli.options import workspace_option


@click.command("import")
@click.argument("path", metavar="FILE|DIR|-")
@workspace_option
@click.option("--into", metavar="DIR", help="Write into this folder, and make it a workspace if it is none.")
@click.option(
    "--kind",
    type=click.Choice(["message", "content_block", "webhook"]),
    help="What the templates are, where the text does not tell.",
)
@click.option("--name", metavar="NAME", help="What the template is called, where the text gives only one.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="never",
    show_default=True,
    help="How bad a finding must be to exit with 1.",
)
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Make templates of the workspace from a text, and list what is wrong with them.

    The text is a page in Markdown (also one of Braze's documentation), text copied from the dashboard, or an answer of
    the REST endpoints for content blocks; of a folder all .md, .liquid, .txt and .json files are taken. Secrets,
    placeholders and samples become parameters. No file is overwritten: if one is there already, nothing is written.

    Exits with 0, 1 where a finding is as bad as --fail-on, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import importing

    ctx.exit(importing.run(importing.Request(**options), os.environ))
