"""What the README and the pages of ``docs`` say can be done: their links lead somewhere, their commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from braze_liquid_sim.cli import main
from tests.command_lines import assert_works

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                yield page, target


def commands() -> Iterator[str]:
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for line in block.splitlines():
                for words in re.split(r"&&|\|(?!\|)", line.partition("  #")[0]):
                    if words.strip().startswith("braze-liquid "):
                        yield words.strip()


@pytest.mark.parametrize(("page", "target"), list(links()), ids=lambda value: getattr(value, "name", value))
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    found = page.parent / name if name else page
    assert found.exists()
    if anchor:
        headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_and_its_options_exist(line: str) -> None:
    assert_works(line)


def test_the_readme_names_every_command() -> None:
    readme = PAGES[0].read_text(encoding="utf-8")
    unnamed = [name for name in main.list_commands(click.Context(main)) if f"`{name}`" not in readme]
    assert [name for name in unnamed if f"braze-liquid {name}" not in readme] == ["schema"]
