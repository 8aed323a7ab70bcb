"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import contextlib
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
