"""``braze-liquid init``: a new workspace to start from."""

from __future__ import annotations

import click


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option(
    "--template",
    type=click.Choice(["smartpass", "empty"]),
    default="smartpass",
    show_default=True,
    help="Signed PassKit links and calls with users, answers and tests; or one message, one user and one test file.",
)
@click.pass_context
def command(ctx: click.Context, folder: str, template: str) -> None:
    """Write a new workspace into DIR, or into the current folder, and say what to do next.

    No file is overwritten: if one is there already, or something goes wrong, nothing is written at all. A .gitignore
    keeps secrets and caches out of git; one that is there is left as it is.

    Exits with 0, or 2 where files are in the way or the folder cannot be written to.
    """
    from braze_liquid_sim.cli import starting

    ctx.exit(starting.run(starting.Request(folder, template)))
