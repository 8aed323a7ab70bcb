r"""Lists of texts to draw from, one a line in ``pools/``.

A line may hold the escapes ``\n \r \t \\ \uXXXX``; ``\-`` stands for nothing, so that a line can be empty.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).with_name("pools")
SINGLE = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "-": ""}


def pool(name: str) -> tuple[str, ...]:
    """The texts of a list."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return tuple(re.sub(r"\\(u[0-9a-f]{4}|.)", _character, line) for line in lines)


def _character(escape: re.Match[str]) -> str:
    code = escape[1]
    return SINGLE[code] if len(code) == 1 else chr(int(code[1:], 16))
