"""``braze-liquid explain``: what a code means, what a filter does, and how well that is known."""

from __future__ import annotations

import click


@click.command()
@click.argument("names", nargs=-1)
@click.option("everything", "--all", is_flag=True, help="Print the tables: codes by topic, filters, tags, names.")
@click.option(
    "output_format",
    "--format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Lines for people, JSON, or Markdown.",
)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], everything: bool, output_format: str) -> None:
    """Say what a code means, or what a filter, a tag, an attribute or a namespace is and does.

    NAMES may be written as in a template: json_escape, '${first_name}', 'campaign.${name}', '{% case %}'. A name that
    stands for several things shows all of them. What Braze documents and what is a guess is said of each.

    Exits with 0, or 2 where a name stands for nothing.
    """
    from braze_liquid_sim.cli import explaining

    ctx.exit(explaining.run(explaining.Request(names, everything, output_format)))
