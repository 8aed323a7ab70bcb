"""``braze-liquid check``: everything that can be said of templates without Braze; the command for CI."""

from __future__ import annotations

import os
from typing import Any

import click

from braze_liquid_sim.cli.options import finding_options, joined, now_option, workspace_option


@click.command()
@click.argument("templates", nargs=-1)
@finding_options
@click.option(
    "users", "--users", metavar="NAME|FILE", multiple=True, help="Users of the workspace, or a file: an export, a .zip."
)
@click.option("--fix", is_flag=True, help="First mend what lint can mend without any change of what is rendered.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what changes that.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change and check nothing.")
@now_option
@workspace_option
@click.pass_context
def command(ctx: click.Context, /, templates: tuple[str, ...], watch: bool, **options: Any) -> None:
    """Lint, render every template for every user, look at what comes out, and run the tests.

    TEMPLATES are names in the workspace, files or folders of it; without one, all of them, and the tests. Users are
    those of the workspace, unless --users names others, and always those that ship to break templates.

    Exits with 0 where no finding is as bad as --fail-on, 1 where one is, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import checking
    from braze_liquid_sim.cli.linting import Selection
    from braze_liquid_sim.cli.reporting import Reporting

    request = checking.Request(
        templates,
        options["users"],
        Selection(joined(options["select"]), joined(options["ignore"]), options["fail_on"]),
        Reporting(options["output_format"], options["output"], options["statistics"], options["exit_zero"]),
        fix=options["fix"],
        unsafe_fixes=options["unsafe_fixes"],
        diff=options["diff"],
        now=options["now"],
        workspace=options["workspace"],
    )
    if watch:
        from braze_liquid_sim.cli.watching import watch as keep_watching

        ctx.exit(keep_watching([checking.folder(request)], lambda: checking.run(request, os.environ)))
    ctx.exit(checking.run(request, os.environ))
