"""The init command's work: write a new workspace, all of it or nothing, over no file that is there."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.workspace.writing import write_new_files

IGNORED = (".env", "export/", ".braze_liquid_cache/")
"""What does not belong into git: secrets, exports, which may hold some, and what lint keeps for its next run."""

_PACKAGE = Path(__file__).parents[1]
_STARTERS = Path(__file__).parent / "starters"
_IGNORE_FILE = ".gitignore"
_LISTED = 10
"""Files in the way that are named; the others are counted."""

_FIRST = {"smartpass": "smartpass", "empty": "hello"}
"""The message of each starter that the next steps render."""


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    folder: str
    template: str


def run(request: Request) -> int:
    """Write the workspace and say what comes next."""
    folder = Path(request.folder)
    files = files_in(_source(request.template))
    ignore = folder / _IGNORE_FILE
    missing = _missing_in(ignore)
    if not os.path.lexists(ignore):
        files[_IGNORE_FILE] = "".join(f"{line}\n" for line in IGNORED).encode()
        missing = []
    write_new(folder, files)
    for line in _next_steps(request, len(files), missing):
        click.echo(line)
    return 0


def _source(template: str) -> Path:
    if template != "smartpass":
        return _STARTERS / template
    # A wheel carries them in the package; in a checkout they stand beside it.
    for folder in (_PACKAGE / "_templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise UsageError("this installation has no templates", help="Install braze-liquid-sim anew.")


def files_in(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their paths in it, in order; without hidden ones, such as what a run leaves there."""
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = (path for path in paths if not any(part.startswith((".", "__")) for part in path.parts))
    return {path.as_posix(): (folder / path).read_bytes() for path in shown}


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet; whatever goes wrong, nothing of them stays.

    Raises:
        UsageError: some of them are there, or the folder cannot be written to.
    """
    _refuse(folder, _in_the_way(folder, files))
    try:
        write_new_files({folder / name: content for name, content in files.items()})
    except OSError as error:
        where = clean(str(error.filename or folder))
        raise UsageError(
            f"{where}: cannot be written: {error.strerror or error}", help="Name another folder: init DIR."
        ) from error


def _in_the_way(folder: Path, files: Iterable[str]) -> list[str]:
    """What is there already of the files, and files that stand where a folder must."""
    found = []
    for name in files:
        if os.path.lexists(folder / name):
            found.append(name)
        found += [
            parent.as_posix()
            for parent in Path(name).parents
            if os.path.lexists(folder / parent) and not (folder / parent).is_dir()
        ]
    return list(dict.fromkeys(found))


def _refuse(folder: Path, names: list[str]) -> None:
    if not names:
        return
    shown = "".join(f"\n  {clean((folder / name).as_posix())}" for name in names[:_LISTED])
    more = f"\n  and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    raise UsageError(
        f"nothing was written, because these are there already:{shown}{more}",
        help="Name a new folder: braze-liquid init DIR.",
    )


def _missing_in(ignore: Path) -> list[str]:
    """The lines that a .gitignore of the author's own lacks."""
    try:
        lines = ignore.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    known = {line.strip().strip("/") for line in lines}
    return [line for line in IGNORED if line.strip("/") not in known]


def _next_steps(request: Request, count: int, missing: list[str]) -> list[str]:
    message = _FIRST[request.template]
    lines = [f"A workspace of {count} files in {clean(Path(request.folder).as_posix())}", "", "Next:"]
    if Path(request.folder) != Path():
        lines.append(f"  cd {clean(shlex.quote(request.folder))}")
    lines += [
        f"  braze-liquid render {message} --user plain".ljust(46) + "what Braze would send",
        "  braze-liquid test".ljust(46) + "the tests in tests/",
        "  braze-liquid check".ljust(46) + "every template for every user",
        "  braze-liquid export --redact --out export".ljust(46) + "the texts to paste, without secrets",
    ]
    if request.template == "smartpass":
        lines += ["", "Put the ids of your own PassKit account into braze-liquid.toml; it says where the secrets go."]
    if missing:
        lines += ["", f"There is a {_IGNORE_FILE} already; add to it: {' '.join(missing)}"]
    return lines
