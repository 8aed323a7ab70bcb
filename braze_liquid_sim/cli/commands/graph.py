"""``braze-liquid graph``: who calls which content block."""

from __future__ import annotations

import click

from braze_liquid_sim.cli.options import workspace_option


@click.command()
@click.argument("templates", nargs=-1)
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json", "mermaid"]),
    default="text",
    show_default=True,
    help="Lines for people, JSON, or a flowchart that GitHub draws inside Markdown.",
)
@workspace_option
@click.pass_context
def command(ctx: click.Context, templates: tuple[str, ...], output_format: str, workspace: str | None) -> None:
    """Show who calls which content block, and at which line.

    Below the calls stand the blocks that nobody calls, calls of blocks that do not exist, blocks that call each other
    in a circle, and calls so deep that Braze prints nothing.

    TEMPLATES are names in the workspace or files: they, what they call and what calls them are shown; without one,
    the whole workspace.

    Exits with 0 whatever it shows, 2 where files or options are wrong. `lint` finds the same as mistakes.
    """
    from braze_liquid_sim.cli import graph

    ctx.exit(graph.run(graph.Request(templates, output_format, workspace)))
