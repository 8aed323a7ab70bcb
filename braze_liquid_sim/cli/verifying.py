"""Says whether what was pasted is what an export would be now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import click

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.assembling import Assembly
from braze_liquid_sim.export.export import MANIFEST
from braze_liquid_sim.export.pieces import pieces
from braze_liquid_sim.export.verifying import Comparison, Difference, compare
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.workspace.reading import read_text

_VERDICTS = {
    "same": "same",
    "decorated": "same, but for what Braze's editors add",
    "different": "different",
}
_STARS = "***"
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")


def verify(path: Path, assembly: Assembly, target: str, *, single: bool) -> int:
    """Compare a folder of ``paste``, or one text; the exit code is 1 where anything differs."""
    if target != "paste":
        raise UsageError(f"--verify does not read what --to {target} writes", help="Verify an export of --to paste.")
    expected = {name: text.text for unit in assembly.units for name, text in pieces(unit)}
    if path.is_dir():
        return _folder(path, expected, assembly.secrets)
    if not single:
        raise UsageError(
            "one file, and several templates that it may be", help="Name the template: export NAME --verify FILE."
        )
    unit = assembly.units[-1]
    body = next((text.text for text in unit.texts if text.field == "body"), "")
    found = read_text(path, path.as_posix())
    return _tell(path.as_posix(), compare(body, found), assembly.secrets)


def _folder(folder: Path, expected: dict[str, str], secrets: Collection[str]) -> int:
    different = 0
    for name, text in expected.items():
        path = folder / name
        if not path.is_file():
            click.echo(f"{path.as_posix()}: is missing")
            different = 1
            continue
        different |= _tell(path.as_posix(), compare(text, read_text(path, path.as_posix())), secrets)
    listed = {*expected, MANIFEST, "index.html"}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in listed:
            click.echo(f"{path.as_posix()}: belongs to no template")
            different = 1
    return different


def _tell(name: str, comparison: Comparison, secrets: Collection[str]) -> int:
    click.echo(f"{name}: {_VERDICTS[comparison.verdict]}")
    for difference in comparison.differences:
        for line in _lines(difference, secrets):
            click.echo(f"  {line}")
    return int(comparison.verdict == "different")


def _lines(difference: Difference, secrets: Collection[str]) -> Iterator[str]:
    yield f"line {difference.found_line} (line {difference.expected_line} of the export):"
    secret = any(one in written for _, written in difference.expected for one in secrets)
    for sign, tokens in (("-", difference.expected), ("+", difference.found)):
        for kind, written in tokens:
            yield f"  {sign} {kind:6} {_shown(_hidden(kind, written) if secret else written)}"


def _hidden(kind: str, written: str) -> str:
    """What may hold a secret, an old one too: without the texts in quotes of Liquid, or without any text."""
    return _STARS if kind == "text" else _QUOTED.sub(f"'{_STARS}'", written)


def _shown(written: str) -> str:
    """One line; line breaks and the like as escapes."""
    return clean(written.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))
