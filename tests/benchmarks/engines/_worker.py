"""The worker process of an engine written for Python: ``python -m tests.benchmarks.engines._worker ENGINE USERS``.

Requests and answers are lines of JSON on stdin and stdout; ``ruby.rb`` and ``liquidjs.mjs`` speak the same. The first
line is the worker's own: what it is, or why it cannot run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from tests.benchmarks.workload import Workload, load

BATCH = 20
"""Renders between two looks at the clock."""

User = dict[str, Any]


@dataclass(frozen=True)
class Parsed:
    """A parsed template, ready to be timed: ``render`` and ``line`` stand in the timed loop as they are."""

    render: Callable[[User], Any]
    line: Callable[[bytes], bytes]
    """From a line of JSON to the bytes of the message."""
    text: Callable[[User], str]
    """What ``render`` gave, as text; for comparing only."""


@dataclass(frozen=True)
class Engine:
    """What each module beside this one offers as ``engine()``."""

    version: str
    parse: Callable[[Workload], Parsed]
    once: Callable[[Workload, User], Any]
    """Parse and render, as for a template that was never seen before."""
    frozen: Callable[[datetime], AbstractContextManager[Any]]
    """Holds the engine's clock at an instant."""


class Worker:
    """Answers the requests for one engine."""

    def __init__(self, engine: Engine, lines: list[bytes]) -> None:
        self._engine = engine
        self._lines = lines
        self._users: list[User] = [msgspec.json.decode(line) for line in lines]
        self._parsed: dict[str, Parsed] = {}
        self._feeds: dict[str, Iterator[Any]] = {
            "line": cycle(lines),
            "render": cycle(self._users),
            "parse": cycle(self._users),
        }

    def outputs(self, workload: str, now: str, count: int) -> dict[str, Any]:
        """The texts of the first users, with the clock held at ``now``."""
        with self._engine.frozen(datetime.fromisoformat(now)):
            text = self._engine.parse(load(workload)).text
            return {"outputs": [text(user) for user in self._users[:count]]}

    def measure(self, workload: str, mode: str, seconds: float, renders: int) -> dict[str, Any]:
        """Renders per second in one of the three modes, over at least so many seconds and renders."""
        if mode == "parse":
            work, once = load(workload), self._engine.once
            return {"rate": _rate(lambda user: once(work, user), self._feeds[mode], seconds, renders)}
        if workload not in self._parsed:
            self._parsed[workload] = self._engine.parse(load(workload))
        parsed = self._parsed[workload]
        return {"rate": _rate(parsed.line if mode == "line" else parsed.render, self._feeds[mode], seconds, renders)}


def _rate(function: Callable[[Any], Any], feed: Iterator[Any], seconds: float, renders: int) -> float:
    done = 0
    start = perf_counter()
    while True:
        for item in islice(feed, BATCH):
            function(item)
        done += BATCH
        spent = perf_counter() - start
        if spent >= seconds and done >= renders:
            return done / spent


def main(name: str, users: str) -> None:
    """Serve until stdin ends."""
    try:
        engine: Engine = import_module(f"tests.benchmarks.engines.{name}").engine()
    except ImportError as missing:
        print(json.dumps({"missing": str(missing)}), flush=True)
        return
    worker = Worker(engine, Path(users).read_bytes().splitlines())
    print(json.dumps({"version": engine.version}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer = getattr(worker, request.pop("do"))(**request)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
