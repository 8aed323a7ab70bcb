"""Texts to paste on stdout, or on the clipboard of the terminal."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterable

import click

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.units import Text, Unit
from braze_liquid_sim.report.drawing import clean

CLIPBOARD = 74_994
"""Bytes that most terminals take at once: 100,000 characters of base64 and what stands round them."""


def print_texts(units: Iterable[Unit]) -> None:
    """Print the texts, each below its name where there are several; never a secret, for a log may keep it."""
    texts = _texts(units)
    holder = next((unit for unit, text in texts if text.secret), None)
    if holder:
        raise UsageError(
            f"{holder.name} holds a secret, and what is printed may be kept in a log",
            help="Write it with --out, put it on the --clipboard, or hide it with --redact.",
        )
    if len(texts) == 1:
        sys.stdout.buffer.write(texts[0][1].text.encode())
    else:
        for unit, text in texts:
            sys.stdout.buffer.write(f"== {unit.name}: {text.label}\n{text.text}\n".encode())
    sys.stdout.buffer.flush()


def to_clipboard(units: Iterable[Unit]) -> None:
    """Ask the terminal (OSC 52) to take a text to its clipboard."""
    texts = _texts(units)
    if len(texts) != 1:
        raise UsageError(
            f"{len(texts)} texts do not fit on a clipboard", help="Name one template with a body alone, or use --out."
        )
    [(unit, text)] = texts
    content = text.text.encode()
    if not sys.stdout.isatty():
        raise UsageError("--clipboard needs a terminal", help="Use --stdout where the output is a file or a pipe.")
    if len(content) > CLIPBOARD:
        raise UsageError(
            f"{len(content)} bytes are more than terminals take to their clipboard ({CLIPBOARD})",
            help="Use --out, and copy from its page.",
        )
    sys.stdout.buffer.write(b"\x1b]52;c;" + base64.b64encode(content) + b"\x07")
    sys.stdout.buffer.flush()
    click.echo(f"{clean(unit.name)}: {text.label}, {len(content)} bytes, went to the terminal's clipboard", err=True)


def _texts(units: Iterable[Unit]) -> list[tuple[Unit, Text]]:
    return [(unit, text) for unit in units for text in unit.texts]
