"""Files that may be packed: the bytes of a plain file, of a ``.gz``, or of every file in a ``.zip``, in pieces.

What a file is says its content, not its name, since exports are often saved under another one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from io import RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from braze_liquid_sim.errors import UsageError

if TYPE_CHECKING:
    from zipfile import ZipExtFile, ZipFile, ZipInfo

PIECE = 1 << 16
"""Bytes read at a time."""

UNPACKED_FREELY = 64 << 20
"""Bytes that any archive may unpack to."""

EXPANSION = 400
"""Beyond that, how many times its own size an archive may unpack to; exports stay below a hundred."""

FILES = 100_000
"""Files in one archive."""

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_AGAIN = "The archive is damaged or was not downloaded to its end: fetch it again."


@dataclass(frozen=True, slots=True)
class Part:
    """One file of text, packed or not; :attr:`pieces` may be gone through once."""

    name: str
    """How messages call it: ``export.zip/1.txt``."""
    suffix: str
    """The suffix of the text's own name, in lower case: that of ``users.json.gz`` is ``.json``."""
    pieces: Iterator[bytes]


def parts(path: Path, name: str) -> Iterator[Part]:
    """The texts in a file, in the order they stand in; each is to be read before the next is asked for.

    Raises:
        UsageError: it cannot be read, is damaged, ends early, or unpacks to far more than an export would.
    """
    try:
        with path.open("rb") as file:
            head = file.peek(4)[:4]
            if head.startswith(_ZIP):
                yield from _zipped(file, name)
            else:
                yield _part(file, name, _suffix(path.name), head)
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror or error}") from error


def text_suffix(filename: str) -> str:
    """The end of a file's name that says what it is, packing included: ``.json``, ``.json.gz``, ``.zip``."""
    path = PurePosixPath(filename)
    packed = path.suffix if path.suffix.lower() in {".gz", ".zip"} else ""
    inner = PurePosixPath(path.stem).suffix if packed else path.suffix
    known = inner if inner.lower() in {".json", ".jsonl", ".txt", ".yaml", ".yml"} or not packed else ""
    return known + packed


def _suffix(filename: str) -> str:
    return PurePosixPath(filename.lower().removesuffix(".gz")).suffix


def _part(file: IO[bytes], name: str, suffix: str, head: bytes) -> Part:
    if head.startswith(_GZIP):
        counted = _Counted(file)
        return Part(name, suffix, _unpacked(GzipFile(fileobj=counted, mode="rb"), name, counted))
    return Part(name, suffix, iter(lambda: file.read(PIECE), b""))


class _Counted(RawIOBase):
    """A file that knows how many bytes were read of it, also where it is a pipe."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.count += len(piece)
        return piece


def _unpacked(file: GzipFile, name: str, packed: _Counted) -> Iterator[bytes]:
    total = 0
    with _damage(name):
        while piece := file.read(PIECE):
            total += len(piece)
            _bound(total, packed.count, name)
            yield piece


def _bound(unpacked: int, packed: int, name: str) -> None:
    if unpacked > UNPACKED_FREELY and unpacked > EXPANSION * packed:
        raise UsageError(
            f"{name}: unpacks to more than {EXPANSION} times its size",
            help="No export of users does that; if it is one, unpack it yourself.",
        )


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Turn what the standard library says of damaged archives into a UsageError."""
    from zipfile import BadZipFile

    try:
        yield
    except EOFError as error:
        raise UsageError(f"{name}: the archive ends in the middle", help=_AGAIN) from error
    except (BadGzipFile, BadZipFile, zlib.error) as error:
        raise UsageError(f"{name}: a damaged archive: {error}", help=_AGAIN) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UsageError(f"{name}: {error}", help="Pack the export without a password, as Braze does.") from error


def _zipped(file: IO[bytes], name: str) -> Iterator[Part]:
    from zipfile import ZipFile

    if not file.seekable():
        raise UsageError(f"{name}: a zip cannot be read from a pipe", help="Save it as a file first.")
    packed = file.seek(0, 2)
    file.seek(0)
    with _damage(name):
        archive = ZipFile(file)
    entries = [entry for entry in archive.infolist() if not _is_litter(entry.filename)]
    if len(entries) > FILES:
        raise UsageError(f"{name}: holds {len(entries):,} files, more than {FILES:,}", help="Give fewer at a time.")
    total = [0]
    for entry in entries:
        yield from _entry(archive, entry, f"{name}/{_printable(entry.filename)}", packed, total)


def _entry(archive: ZipFile, entry: ZipInfo, name: str, packed: int, total: list[int]) -> Iterator[Part]:
    """One file of a zip; ``total`` holds the bytes unpacked so far, of all its files together."""
    with _damage(name):
        file = archive.open(entry)

    def pieces() -> Iterator[bytes]:
        with _damage(name):
            while piece := file.read(PIECE):
                total[0] += len(piece)
                _bound(total[0], packed, name)
                yield piece

    with file:
        with _damage(name):
            head = cast("ZipExtFile", file).peek(4)[:4]
        if head.startswith((*_ZIP, _GZIP)):
            raise UsageError(f"{name}: an archive in an archive", help="Unpack the outer one.")
        yield Part(name, _suffix(entry.filename), pieces())


def _is_litter(filename: str) -> bool:
    """Folders, and what a Mac adds to every zip."""
    path = PurePosixPath(filename)
    return filename.endswith("/") or path.name.startswith(".") or "__MACOSX" in path.parts


def _printable(filename: str) -> str:
    """The name without what could steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in filename)
