"""``braze-liquid lint``: what is wrong with templates, whoever gets them."""

from __future__ import annotations

import os
from typing import Any

import click

from braze_liquid_sim.cli.options import checked_instant, finding_options, joined


@click.command()
@click.argument("paths", nargs=-1)
@finding_options
@click.option("--fix", is_flag=True, help="Mend what can be mended without any change of what is rendered.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what changes that.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--stdin-filename", metavar="PATH", help="The file that the text on stdin is of.")
@click.option("--no-cache", is_flag=True, help="Look at files anew that have not changed.")
@click.option("--now", metavar="ISO", callback=checked_instant, help="The day that decides which dates are past.")
@click.option("--workspace", metavar="DIR", help="The workspace, instead of those that the files stand in.")
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], watch: bool, **options: Any) -> None:
    """Find mistakes in templates, at their lines, without any user.

    PATHS are files, folders, names in the workspace, or - for stdin; without one, all templates of the workspace. A
    comment {% comment %} braze-liquid: disable-next-line CODE — why {% endcomment %} silences findings.

    Exits with 0 where no finding is as bad as --fail-on, 1 where one is, 2 where files or options are wrong.
    """
    from braze_liquid_sim.cli import linting
    from braze_liquid_sim.cli.reporting import Reporting

    request = linting.Request(
        paths,
        options["stdin_filename"],
        linting.Selection(joined(options["select"]), joined(options["ignore"]), options["fail_on"]),
        Reporting(options["output_format"], options["output"], options["statistics"], options["exit_zero"]),
        fix=options["fix"],
        unsafe_fixes=options["unsafe_fixes"],
        diff=options["diff"],
        cached=not options["no_cache"],
        now=options["now"],
        workspace=options["workspace"],
    )
    if watch:
        from braze_liquid_sim.cli.watching import watch as keep_watching

        ctx.exit(keep_watching(linting.watched(request), lambda: linting.run(request, os.environ)))
    ctx.exit(linting.run(request, os.environ))
