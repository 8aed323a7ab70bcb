"""Ruby Liquid, asked through ``oracle.rb`` in one process."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.filters.values import encoded

ORACLE = Path(__file__).with_name("oracle.rb")

Answer = list[str] | str
"""What a value prints and how it is inspected; or an error's text."""

Question = tuple[str, Any, tuple[Any, ...]]


def ask(questions: list[Question]) -> tuple[tuple[int, ...], list[Answer]]:
    """Ruby Liquid's version and its answers."""
    lines = "".join(json.dumps(encoded(question)) + "\n" for question in questions)
    command = ["ruby", "-EUTF-8:UTF-8", str(ORACLE)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    version, *answers = map(json.loads, done.stdout.rstrip("\n").split("\n"))
    return tuple(map(int, version.split(".")[:2])), list(map(theirs, answers))


def theirs(answer: Any) -> Answer:
    return str(answer["error"]) if isinstance(answer, dict) else answer


def shown(text: str) -> str:
    """Bytes that are no UTF-8 become visible, as the oracle writes them."""
    return re.sub("[\udc80-\udcff]", lambda match: f"<{ord(match[0]) - 0xDC00:02x}>", text)


def missing() -> str:
    """Why Ruby cannot be asked, or nothing."""
    if shutil.which("ruby") is None:
        return "ruby is not installed"
    check = subprocess.run(
        ["ruby", "-e", 'require "active_support/all"; require "liquid"'], capture_output=True, check=False
    )
    return "Ruby's liquid and activesupport are not installed" if check.returncode else ""
