"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first and then move them all there, so that a full disk changes none.

    Links are followed and permissions kept. Raises OSError, with ``filename`` set, where a file cannot be written.
    """
    places = {path.resolve(): content for path, content in contents.items()}
    written: dict[Path, Path] = {}
    try:
        for path, content in places.items():
            written[path] = _beside(path, content)
        for path, beside in list(written.items()):
            beside.replace(path)
            del written[path]
    finally:
        for beside in written.values():
            with contextlib.suppress(OSError):
                beside.unlink()


def write_new_files(contents: Mapping[Path, bytes]) -> None:
    """As :func:`write_files`, over no file that is there; the folders are made, and on any failure nothing stays.

    Raises:
        OSError: a file is there (FileExistsError) or cannot be written, with ``filename`` set.
    """
    made: list[Path] = []
    besides: list[Path] = []
    try:
        for path, content in contents.items():
            _make_folder(path.parent, made)
            besides.append(_beside(path, content))
        for path, beside in zip(contents, besides, strict=True):
            _link(beside, path)
            made.append(path)
    except BaseException:
        _unmake([*made, *besides])
        raise
    _unmake(besides)


def _link(beside: Path, path: Path) -> None:
    """Give a written file its name, which must be free: ``replace`` would not ask."""
    try:
        path.hardlink_to(beside)
    except FileExistsError as error:
        error.filename = str(path)
        raise
    except OSError:
        # A file system without hard links: between the question and the answer somebody may be quicker.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        beside.replace(path)


def _make_folder(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _unmake(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()  # it stays where something else stands in it
            else:
                path.unlink()


def _beside(path: Path, content: bytes) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            beside.chmod(_mode(path))
        except OSError:
            beside.unlink()
            raise
    except OSError as error:
        error.filename = str(path)
        raise
    return beside


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
