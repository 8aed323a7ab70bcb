"""A command is one file in the folder; none of them may go undocumented or untested."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from braze_liquid_sim.cli import main

CONTEXT = click.Context(main, info_name="braze-liquid")
NAMES = main.list_commands(CONTEXT)


def test_the_folder_is_the_list() -> None:
    folder = Path(__file__).parents[2] / "braze_liquid_sim" / "cli" / "commands"
    assert sorted(path.stem.rstrip("_").replace("_", "-") for path in folder.glob("[!_]*.py")) == NAMES
    assert "render" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    assert command.help
    undocumented = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert undocumented == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_cases(name: str) -> None:
    assert (Path(__file__).parent / f"{name}.yaml").is_file()
