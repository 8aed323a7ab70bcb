"""Says whether what was pasted is what an export would be now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.assembling import Assembly
from braze_liquid_sim.export.export import MANIFEST
from braze_liquid_sim.export.pieces import pieces
from braze_liquid_sim.export.units import Text, Unit
from braze_liquid_sim.export.verifying import Comparison, Difference, compare
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.workspace.reading import read_text

_VERDICTS = {
    "same": "same",
    "decorated": "same, but for what Braze's editors add",
    "different": "different",
}
_STARS = "***"
_WORD = re.compile(r"""'[^']*'|"[^"]*"|[^\s'"{}|:,()<>]+""")
_HARMLESS = 3
"""Letters of a word that is no secret whatever it is."""


def verify(path: Path, assembly: Assembly, *, single: bool) -> int:
    """Compare a folder of ``paste``, or one text; the exit code is 1 where anything differs."""
    if path.is_dir():
        return _folder(path, assembly)
    if not single:
        raise UsageError(
            "one file, and several templates that it may be", help="Name the template: export NAME --verify FILE."
        )
    unit = assembly.units[-1]
    return _tell(path, _text_of(path, unit), unit)


def _text_of(path: Path, unit: Unit) -> Text:
    """What a lone file should hold: the field whose file has that name, else the body."""
    named = {Path(name).name: text for name, text in pieces(unit)}
    body = next((text for text in unit.texts if text.field == "body"), unit.texts[-1])
    return named.get(path.name, body)


def _folder(folder: Path, assembly: Assembly) -> int:
    different = 0
    listed = {MANIFEST, "index.html"}
    for unit in assembly.units:
        for name, text in pieces(unit):
            listed.add(name)
            if (folder / name).is_file():
                different |= _tell(folder / name, text, unit)
            else:
                click.echo(f"{clean((folder / name).as_posix())}: is missing")
                different = 1
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in listed:
            click.echo(f"{clean(path.as_posix())}: belongs to no template")
            different = 1
    return different


def _tell(path: Path, expected: Text, unit: Unit) -> int:
    comparison: Comparison = compare(expected.text, read_text(path, path.as_posix()))
    click.echo(f"{clean(path.as_posix())}: {_VERDICTS[comparison.verdict]}")
    for difference in comparison.differences:
        for line in _lines(difference, expected, unit):
            click.echo(f"  {line}")
    return int(comparison.verdict == "different")


def _lines(difference: Difference, expected: Text, unit: Unit) -> Iterator[str]:
    yield f"line {difference.found_line} (line {difference.expected_line} of the export):"
    known = set(_WORD.findall(expected.public or expected.text)) if unit.secrets else None
    sides = [
        [f"{kind:6} {_shown(written if known is None else _hidden(written, known))}" for kind, written in tokens]
        for tokens in (difference.expected, difference.found)
    ]
    if sides[0] == sides[1]:
        yield "  what is not shown here differs, such as the secret"
    for sign, side in zip("-+", sides, strict=True):
        yield from (f"  {sign} {line}" for line in side)


def _hidden(written: str, known: set[str]) -> str:
    """What may hold a secret, one of yesterday too: without the words that are none of the template's own."""
    return _WORD.sub(lambda word: _word(word[0], known), written)


def _word(word: str, known: set[str]) -> str:
    if word in known or len(word.strip("'\"")) <= _HARMLESS:
        return word
    return f"{word[0]}{_STARS}{word[0]}" if word[0] in "'\"" else _STARS


def _shown(written: str) -> str:
    """One line; line breaks and the like as escapes."""
    return clean(written.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))
