"""``braze-liquid test``: the unit tests of templates."""

from __future__ import annotations

import os

import click


@click.command()
@click.argument("paths", nargs=-1)
@click.option("only", "-k", metavar="TEXT", default="", help="Run the cases with this text in file or name.")
@click.option("--update", is_flag=True, help="Write the goldens instead of comparing with them; not in CI.")
@click.option("--coverage", is_flag=True, help="Say which branches of the templates no case reached.")
@click.option("--fail-under", type=float, metavar="PERCENT", help="Fail where fewer of the branches are reached.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or JSON.",
)
@click.option("--workspace", metavar="DIR", help="The workspace, instead of the one that the test files stand in.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    only: str,
    update: bool,
    coverage: bool,
    fail_under: float | None,
    output_format: str,
    workspace: str | None,
) -> None:
    """Run the tests of templates, tests/*.test.yaml, without any network.

    PATHS are test files or folders of them; without one, those of the workspace. pytest runs them too.

    Exits with 0 where all pass, 1 where one fails, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import testing

    request = testing.Request(paths, only, update, coverage, fail_under, output_format, workspace)
    ctx.exit(testing.run(request, os.environ))
