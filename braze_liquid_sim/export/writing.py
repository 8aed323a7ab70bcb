"""Puts an export in the place of the last one: whoever looks sees the old one or the new one, and nothing between."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.export import MANIFEST, File, listed_files

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write_folder(folder: Path, files: Mapping[str, File]) -> None:
    """Write files below a folder, which holds nothing else then; what was exported there before goes.

    Raises:
        UsageError: something is there that no export has written, or it cannot be written.
    """
    refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder.parent):
            refuse_foreign(folder)
            _write_folder(folder, files)
    except OSError as error:
        raise UsageError(
            f"{folder.as_posix()}: cannot be written: {error.strerror or error}",
            help="The last export is as it was. Choose another --out, or mend the folder's permissions.",
        ) from error


def _write_folder(folder: Path, files: Mapping[str, File]) -> None:
    fresh = folder.parent / f".{folder.name}.new"
    old = folder.parent / f".{folder.name}.old"
    _recover(folder, old)
    try:
        _clear(fresh)
        for name, file in files.items():
            _write(fresh / name, file)
        _sync_folder(fresh)
        _swap(folder, fresh, old)
    finally:
        _clear(fresh)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other run writes an export into a folder; the lock leaves no file, and ends with the process."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def refuse_foreign(folder: Path) -> None:
    """Raise UsageError where the folder holds anything that its own manifest does not list."""
    if folder.name in ("", ".."):
        raise UsageError(
            f"{folder.as_posix()}: an export replaces its whole folder, and needs one of its own",
            help="Give it a name: --out export.",
        )
    try:
        if not os.path.lexists(folder):
            return
        if folder.is_symlink() or not folder.is_dir():
            raise UsageError(f"{folder.as_posix()}: is no folder", help="Choose another --out.")
        found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if _is_file(path))
        known = listed_files((folder / MANIFEST).read_bytes()) if MANIFEST in found else None
    except OSError as error:
        raise UsageError(
            f"{folder.as_posix()}: cannot be read: {error.strerror or error}", help="Choose another --out."
        ) from error
    foreign = [name for name in found if name not in (*(known or ()), MANIFEST)]
    if foreign or (found and known is None):
        shown = ", ".join((foreign or found)[:5])
        raise UsageError(
            f"{folder.as_posix()}: holds files that no export has written: {shown}",
            help="Choose another --out, or move these files away; an export replaces its whole folder.",
        )


def _is_file(path: Path) -> bool:
    """Whether a path is more than a folder of files; a link to one is."""
    return path.is_symlink() or not path.is_dir()


def _write(path: Path, file: File) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o600 if file.secret else 0o644
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(file.content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    """Put ``fresh`` in the place of ``folder``: in one step where the system can, else so that a failure is undone."""
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchange(folder, fresh):
        folder.rename(old)
        try:
            fresh.rename(folder)
        except BaseException:
            old.rename(folder)
            raise
        _clear(old)


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change their names in one step; false where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _recover(folder: Path, old: Path) -> None:
    """A run that was killed between two renames has left the last export under its other name."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    _clear(old)


def _clear(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
