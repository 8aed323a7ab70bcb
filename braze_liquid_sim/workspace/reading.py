"""Reading a file as text, exactly as it is written."""

from __future__ import annotations

from pathlib import Path

from braze_liquid_sim.errors import UsageError


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file; line ends and a byte order mark are kept, so that offsets fit the file.

    Raises:
        UsageError: it cannot be read, or is not UTF-8. ``name`` is how the message calls the file.
    """
    try:
        return decode(path.read_bytes(), name)
    except OSError as error:
        raise UsageError(
            f"{name}: cannot be read: {error.strerror or error}", help="See whether it is there, and yours to read."
        ) from error


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8, or say at which line and column (in bytes, from 1) it stops being that."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise UsageError(
            f"{name}:{line}:{column}: not UTF-8: byte 0x{content[error.start]:02x} ({error.reason})",
            help="Save the file as UTF-8.",
        ) from error
