"""Draws ``docs/check.svg``: what ``check`` says of the shipped message when one ``json_escape`` is taken out of it.

Run it from the repository's root, with the ``dev`` extra installed: ``python docs/picture.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 128
ESCAPED, RAW = "| default: 'Member' | json_escape", "| default: 'Member'"


def main() -> None:
    """Check a copy of the templates, and draw what is said of the injection."""
    with TemporaryDirectory() as folder:
        workspace = Path(folder) / "templates"
        shutil.copytree(HERE.parent / "templates", workspace)
        message = workspace / "messages" / "smartpass.liquid"
        message.write_text(message.read_text(encoding="utf-8").replace(ESCAPED, RAW), encoding="utf-8")
        command = ["check", "smartpass", "--select", "injected-json,raw-value-in-json", "--workspace", "templates"]
        shown = subprocess.run(
            [sys.executable, "-m", "braze_liquid_sim", *command],
            cwd=folder,
            env={**os.environ, "FORCE_COLOR": "1", "NO_COLOR": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout
    console = Console(record=True, width=WIDTH, file=StringIO())
    console.print(Text("$ braze-liquid check smartpass\n", style="bold"))
    console.print(Text.from_ansi(shown), soft_wrap=False)
    console.save_svg(str(HERE / "check.svg"), title="braze-liquid")


if __name__ == "__main__":
    main()
