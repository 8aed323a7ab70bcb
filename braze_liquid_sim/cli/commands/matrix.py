"""``braze-liquid matrix``: every template for every user."""

from __future__ import annotations

import click

from braze_liquid_sim.cli.options import now_option, workspace_option


@click.command()
@click.argument("templates", nargs=-1)
@click.option(
    "users", "--users", metavar="NAME|FILE", multiple=True, help="Users of the workspace, or a file: an export, a .zip."
)
@click.option("--hostile", is_flag=True, help="Also the users that ship with braze-liquid to break templates.")
@now_option
@click.option("--coverage", is_flag=True, help="Say which branches of the templates no user reached.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json", "jsonl", "html"]),
    default="text",
    show_default=True,
    help="A table, JSON, JSON Lines (which can be resumed), or a page.",
)
@click.option("--output", metavar="FILE", help="Write there instead of to stdout.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run with --format jsonl --output ended.")
@workspace_option
@click.pass_context
def command(
    ctx: click.Context,
    templates: tuple[str, ...],
    users: tuple[str, ...],
    hostile: bool,
    now: str | None,
    coverage: bool,
    output_format: str,
    output: str | None,
    resume: bool,
    workspace: str | None,
) -> None:
    """Show what every user gets of every template, and which user breaks which.

    TEMPLATES are names in the workspace or files; without one, all its messages and webhooks. Users are those of the
    workspace, unless --users names others. Any number of users takes the same memory.

    Exits with 0 also where messages are aborted, 1 where a template fails, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import matrix

    request = matrix.Request(templates, users, hostile, now, coverage, output_format, output, resume, workspace)
    ctx.exit(matrix.run(request))
