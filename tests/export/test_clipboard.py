"""The clipboard of a terminal: only a terminal gets the escape, and a text that it would cut is refused."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_render import write

pty = pytest.importorskip("pty")


def in_a_terminal(folder: Path, *arguments: str) -> tuple[int, bytes, str]:
    """Run the command with a terminal as stdout; its exit code, what the terminal got, and stderr."""
    master, slave = pty.openpty()
    try:
        command = [sys.executable, "-m", "braze_liquid_sim", "export", *arguments]
        run = subprocess.run(command, cwd=folder, stdout=slave, stderr=subprocess.PIPE, check=False, timeout=60)
        os.set_blocking(master, False)
        try:
            shown = os.read(master, 1_000_000)
        except BlockingIOError:
            shown = b""
    finally:
        os.close(master)
        os.close(slave)
    return run.returncode, shown, run.stderr.decode()


def test_a_terminal_is_asked(tmp_path: Path) -> None:
    write(tmp_path, {"templates/messages/a.liquid": "Hi 서울\r\n", "templates/messages/b.liquid": "b"})
    code, shown, errors = in_a_terminal(tmp_path, "a", "--clipboard")
    assert code == 0, errors
    assert shown == b"\x1b]52;c;" + base64.b64encode("Hi 서울\r\n".encode()) + b"\x07"
    assert errors == "a: Body, 11 bytes, went to the terminal's clipboard\n"


def test_a_long_text_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"templates/messages/a.liquid": "x" * 74_995})
    code, shown, errors = in_a_terminal(tmp_path, "a", "--clipboard", "--force", "content-block-too-large")
    assert (code, shown) == (2, b"")
    assert "74995 bytes are more than terminals take to their clipboard (74994)" in errors
