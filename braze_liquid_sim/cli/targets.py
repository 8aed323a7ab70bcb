"""The template files that a command line names: files, folders, names in the workspace, stdin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.batch import Home, Text
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.reading import decode, read_text
from braze_liquid_sim.workspace.settings import find_root
from braze_liquid_sim.workspace.sources import KINDS

SUFFIX = ".liquid"


@dataclass(frozen=True, slots=True)
class Target:
    """One file to look at."""

    path: Path
    """Where it stands, or for stdin where its text is said to stand."""
    home: Home
    stdin: bool = False

    @property
    def name(self) -> str:
        """The path as typed."""
        return self.path.as_posix()

    @property
    def place(self) -> str:
        """Its path in the workspace, for the settings of paths."""
        if self.home.root is None:
            return self.name
        return Path(os.path.relpath(self.path, self.home.root)).as_posix()

    def read(self) -> Text:
        """Raises UsageError where it cannot be read, or is not UTF-8."""
        kind = KINDS.get(self.path.absolute().parent.name, "message")
        if self.stdin:
            return Text(self.name, kind, decode(sys.stdin.buffer.read(), self.name))
        return Text(self.name, kind, read_text(self.path, self.name))


class Homes:
    """The homes of files, one for each workspace."""

    def __init__(self, workspace: str | None, today: date) -> None:
        """``workspace`` is the one for all files, where the command line names one."""
        self._today = today
        self._fixed = Workspace.open(workspace, upwards=False).root if workspace is not None else None
        self._by_folder: dict[Path, Home] = {}
        self._by_root: dict[Path | None, Home] = {}

    def here(self) -> Home:
        """The home of the current folder."""
        return self.of(Path())

    def of(self, folder: Path) -> Home:
        """The home of the files in a folder."""
        if folder not in self._by_folder:
            root = self._fixed or find_root(folder)
            key = root and root.resolve()
            self._by_folder[folder] = self._by_root.setdefault(key, Home(root, self._today))
        return self._by_folder[folder]


def targets(paths: Iterable[str], homes: Homes, stdin_filename: str | None) -> list[Target]:
    """Every file once, in the order of the command line; without paths all templates of the workspace.

    Raises:
        UsageError: a path or a name does not exist, or a folder has no template.
    """
    typed = list(paths)
    if stdin_filename is not None and "-" not in typed:
        raise UsageError("--stdin-filename without stdin", help="Give - as the path.")
    found = [target for path in typed for target in _below(path, homes, stdin_filename)]
    if not typed:
        found = list(_all(homes))
    return list({target.name: target for target in found}.values())


def _all(homes: Homes) -> Iterator[Target]:
    home = homes.here()
    if home.workspace is None:
        raise UsageError("no workspace here", help="Name files or folders, or a workspace with --workspace DIR.")
    if not home.workspace.templates:
        raise UsageError(f"{home.workspace.root.as_posix()}: no template there", help=f"Write messages/hello{SUFFIX}.")
    for name in home.workspace.templates:
        yield Target(home.workspace.templates.path(name), home)


def _below(typed: str, homes: Homes, stdin_filename: str | None) -> Iterator[Target]:
    path = Path(typed)
    if typed == "-":
        path = Path(stdin_filename or "<stdin>")
        yield Target(path, homes.of(path.parent if path.parent.is_dir() else Path()), stdin=True)
    elif path.is_dir():
        files = [file for file in sorted(path.rglob(f"*{SUFFIX}")) if file.is_file() and not _hidden(file, path)]
        if not files:
            raise UsageError(f"{path.as_posix()}: no template there", help=f"Templates end with {SUFFIX}.")
        refuse_links_out_of(path, files)
        yield from (Target(file, homes.of(file.parent)) for file in files)
    elif path.exists():
        yield Target(path, homes.of(path.parent))
    else:
        yield _named(typed, homes)


def _named(typed: str, homes: Homes) -> Target:
    """The template of that name in the workspace."""
    home = homes.here()
    if home.workspace is None:
        raise UsageError(
            f"no file {typed!r:.200}, and no workspace to look for a template of that name",
            help="Give a file, or a workspace with --workspace DIR.",
        )
    return Target(home.workspace.templates.path(typed), home)


def refuse_links_out_of(folder: Path, files: Iterable[Path]) -> None:
    """Raise UsageError where a file that was found in a folder stands elsewhere: nobody has named it."""
    inside = folder.resolve()
    for file in files:
        if not file.resolve().is_relative_to(inside):
            raise UsageError(
                f"{file.as_posix()}: a link that leads out of the folder", help="Give the path of the file itself."
            )


def _hidden(file: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(below).parts)
