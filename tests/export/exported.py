"""Exports of the shipped templates, made by the command itself."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from click.testing import Result

from tests.cli.test_render import run

SHIPPED = Path(__file__).parents[2] / "templates"

SECRETS: dict[str, str | None] = {
    "PASSKIT_PROJECT_SECRET": "Gh0st&Écran/+=~9",
    "PASSKIT_LONG_LIVED_TOKEN": "t0ken.of-Nobody_77",
}
"""Values with characters that JSON, HTML, URLs and base64 write in another way."""

TARGETS = ("paste", "braze-sync", "rest", "bundle")

_NUMBERED = re.compile(r"\d\d-(.+)\.(?:liquid|txt)")

Texts = dict[str, dict[str, str]]
"""Template (``messages/smartpass``) to field to text."""


def export(*options: str, workspace: Path = SHIPPED, secrets: dict[str, str | None] = SECRETS) -> Result:
    """Run the command."""
    return run("export", "--workspace", str(workspace), *options, env=secrets)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unpacked(folder: Path) -> dict[str, bytes]:
    """Every file of an export, and every file inside its zip."""
    found = tree(folder)
    for name, content in list(found.items()):
        if name.endswith(".zip"):
            with ZipFile(BytesIO(content)) as archive:
                found |= {f"{name}/{inside}": archive.read(inside) for inside in archive.namelist()}
    return found


def texts(folder: Path) -> Texts:
    """What an author would paste from an export of ``paste``."""
    found: Texts = {}
    for name, content in tree(folder).items():
        template, _, file = name.rpartition("/")
        if numbered := _NUMBERED.fullmatch(file):
            found.setdefault(template, {})[numbered[1]] = content.decode()
        elif file == "content.liquid":
            found[template] = {"body": content.decode()}
    return found
