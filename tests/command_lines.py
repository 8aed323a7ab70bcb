"""Command lines that stand in texts: whether they would work."""

from __future__ import annotations

import shlex

import click

from braze_liquid_sim.cli import main


def assert_works(line: str) -> None:
    """The command exists, and takes what is given to it."""
    _, name, *arguments = shlex.split(line)
    group = click.Context(main, info_name="braze-liquid")
    command = main.get_command(group, name)
    assert command, f"no command {name}"
    command.make_context(name, arguments, parent=group)
