"""``braze-liquid schema``: JSON Schemas, so that editors complete and check what an author writes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name", type=click.Choice(["users", "answers", "tests"]))
@click.option("--output", "-o", metavar="FILE", help="Write a file, instead of stdout.")
def command(name: str, output: str | None) -> None:
    """Print the JSON Schema of users, of answers to web calls, or of tests.

    An editor uses it for a YAML file that begins with: # yaml-language-server: $schema=../users.schema.json
    """
    from braze_liquid_sim.errors import UsageError
    from braze_liquid_sim.schemas import text_of

    text = text_of(name)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_bytes(text.encode())
    except OSError as error:
        raise UsageError(
            f"{output}: cannot be written: {error.strerror or error}", help="Give --output another name."
        ) from error
