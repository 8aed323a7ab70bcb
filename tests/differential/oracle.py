"""Ruby Liquid as a long-lived process that is asked for one template at a time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.differential.case import NOW, Case

DRIVER = Path(__file__).with_name("oracle.rb")
NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class Answer:
    """What one side made of a case."""

    kind: str
    """``text``, ``syntax`` (refused by the parser), ``failed`` or ``aborted`` (ours only), or ``crash``."""
    text: str


def ruby_command() -> list[str] | None:
    """How to start Ruby, or None where Ruby or one of the two libraries is missing."""
    ruby = shutil.which("ruby")
    if ruby is None:
        return None
    probe = [ruby, "-W0", "-e", 'require "active_support/all"; require "liquid"']
    found = subprocess.run(probe, capture_output=True, check=False)
    return [ruby, "-W0", str(DRIVER)] if found.returncode == 0 else None


def encode(value: Any) -> Any:
    """The value as JSON that the driver reads back; a time is marked."""
    if isinstance(value, datetime):
        offset = value.utcoffset()
        assert offset is not None
        whole = value.replace(microsecond=0).timestamp()
        return {"$time": [int(whole) * NANOSECONDS + value.microsecond * 1000, int(offset.total_seconds())]}
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return [encode(item) for item in value] if isinstance(value, list) else value


class Oracle:
    """A running Ruby. Use it in a ``with`` statement."""

    def __init__(self, command: list[str]) -> None:
        environment = os.environ | {"NOW_EPOCH": str(int(NOW.timestamp())), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment, text=True, encoding="utf-8")
        greeting = json.loads(self._line())
        self.version: tuple[int, ...] = tuple(int(part) for part in greeting["liquid"].split("."))
        self.ruby: str = greeting["ruby"]

    def __enter__(self) -> Oracle:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("Ruby ended without an answer")
        return line

    def ask(self, case: Case) -> Answer:
        """Ruby's answer to a case."""
        question = {
            "template": case.template,
            "data": encode(case.data),
            "mode": case.mode,
            "line_numbers": case.line_numbers,
            "partials": case.partials,
        }
        assert self.process.stdin
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        [(kind, text)] = json.loads(self._line()).items()
        return Answer(kind, text)
