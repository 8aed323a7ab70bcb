"""A folder of files as a mapping: name (the file's stem) to what is in the file, read when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.names import UnknownName, suggestion

T = TypeVar("T")


class Folder(Mapping[str, T]):
    """Names come from the folder's own listing, so no name can lead out of it; they are case-sensitive everywhere."""

    def __init__(
        self, root: Path, folder: str, word: str, suffixes: tuple[str, ...], load: Callable[[Path, str], T]
    ) -> None:
        """Name the folder below ``root``, how messages call one of its things, and how a file is loaded.

        Of two ``suffixes`` that fit a file the first is not part of its name.
        ``load`` gets the path and the name under which messages speak of the file.
        """
        self._root = root
        self._folder = folder
        self._word = word
        self._suffixes = suffixes
        self._load = load
        self._loaded: dict[str, T] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        files: dict[str, Path] = {}
        directory = self._root / self._folder
        if not directory.is_dir():
            return files
        for path in sorted(directory.iterdir()):
            suffix = next((suffix for suffix in self._suffixes if path.name.endswith(suffix)), None)
            if suffix is None or path.name.startswith("."):
                continue
            name = path.name.removesuffix(suffix)
            if name in files:
                raise UsageError(
                    f"{self._word} {name!r} stands twice: {files[name].as_posix()}, {path.as_posix()}",
                    help="Rename one of them.",
                )
            files[name] = path
        return files

    def __getitem__(self, name: str) -> T:
        if name not in self._loaded:
            path = self.path(name)
            self._loaded[name] = self._load(path, path.as_posix())
        return self._loaded[name]

    def path(self, name: str) -> Path:
        """The file of that name.

        Raises:
            UnknownName: there is none.
            UsageError: it is a link that leads out of the workspace.
        """
        path = self._files.get(name)
        if path is None:
            raise UnknownName(
                f"no {self._word} {name!r:.100} in {(self._root / self._folder).as_posix()}",
                help=suggestion(name, self._files),
            )
        self._refuse_escape(path)
        return path

    def __contains__(self, name: object) -> bool:
        # Without this a Mapping would read the file to find out.
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def shown(self, name: str) -> str:
        """How messages call the file of that name."""
        return self._files[name].as_posix()

    def _refuse_escape(self, path: Path) -> None:
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise UsageError(
                f"{path.as_posix()}: a link that leads out of the workspace",
                help="Copy the file into the workspace, or give its path on the command line.",
            )
        if path.exists() and not path.is_file():
            # To read a pipe would be to wait for whoever writes into it.
            raise UsageError(f"{path.as_posix()}: is no file", help="Move it out of the folder.")
