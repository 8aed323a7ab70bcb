"""The worker processes, as the side that asks sees them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.workload import Workload

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "engines"

BASE = "python-liquid"
OURS = "ours"

PYTHON = {
    OURS: "ours",
    BASE: "python_liquid",
    "jinja2": "jinja",
    "minijinja": "minijinja",
    "by-hand": "by_hand",
}
"""Engines in Python, by the name of their module."""

ENGINES = (BASE, OURS, "jinja2", "minijinja", "by-hand", "liquidjs", "ruby", "ruby-liquid-c")


class Missing(Exception):
    """An engine cannot run here; the text says why."""


@dataclass
class Process:
    """One engine in a process of its own, pinned to one core where the system can do that."""

    name: str
    version: str
    popen: subprocess.Popen[str]

    def ask(self, **request: Any) -> Any:
        """Send a request, and wait for its answer."""
        assert self.popen.stdin
        self.popen.stdin.write(json.dumps(request) + "\n")
        self.popen.stdin.flush()
        return _answer(self.popen)

    def outputs(self, workload: Workload, now: str, count: int) -> list[str]:
        """The texts of the first ``count`` users at an instant."""
        outputs: list[str] = self.ask(do="outputs", workload=workload.name, now=now, count=count)["outputs"]
        return outputs

    def rate(self, workload: Workload, mode: str, seconds: float, renders: int) -> float:
        """Renders per second."""
        rate: float = self.ask(do="measure", workload=workload.name, mode=mode, seconds=seconds, renders=renders)[
            "rate"
        ]
        return rate


@contextmanager
def started(name: str, users: Path, templates: Path, core: int | None) -> Iterator[Process]:
    """Start an engine's worker; raises ``Missing`` where it is not installed."""
    with _pinned(core):
        popen = subprocess.Popen(
            _command(name, str(users), str(templates)),
            cwd=ROOT,
            env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    with popen:
        try:
            first = _answer(popen)
            if "missing" in first:
                raise Missing(first["missing"])
            yield Process(name, first["version"], popen)
        finally:
            popen.kill()


def _command(name: str, users: str, templates: str) -> list[str]:
    if name in PYTHON:
        return [sys.executable, "-m", "tests.benchmarks.engines._worker", PYTHON[name], users]
    if name == "liquidjs":
        if "LIQUIDJS" not in os.environ:
            raise Missing("set LIQUIDJS to the folder where `npm install liquidjs` was run")
        return [_program("node"), str(FOLDER / "liquidjs.mjs"), users, templates]
    return [_program("ruby"), str(FOLDER / "ruby.rb"), users, templates, *(["c"] if name == "ruby-liquid-c" else [])]


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} is not installed")
    return path


def _answer(popen: subprocess.Popen[str]) -> Any:
    assert popen.stdout
    line = popen.stdout.readline()
    if not line:
        raise RuntimeError(f"the worker ended: {popen.args!r}")
    return json.loads(line)


@contextmanager
def _pinned(core: int | None) -> Iterator[None]:
    """A process started inside runs on that core only: it inherits what this one is allowed."""
    if core is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
