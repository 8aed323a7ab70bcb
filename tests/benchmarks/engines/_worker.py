"""The worker process of an engine written for Python: ``python -m tests.benchmarks.engines._worker ENGINE USERS``.

Requests and answers are lines of JSON on stdin and stdout; ``ruby.rb`` and ``liquidjs.mjs`` speak the same. The first
line is the worker's own: what it is, or why it cannot run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from tests.benchmarks.workload import Workload, load

LOT = 20
"""Users between two looks at the clock."""

User = dict[str, Any]
decode: Callable[[bytes], User] = msgspec.json.Decoder().decode


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
        self._parsed: dict[str, Parsed] = {}
        self._lots = cycle([lines[at : at + LOT] for at in range(0, len(lines), LOT)])

    def outputs(self, workload: str, now: str, count: int) -> dict[str, Any]:
        """The texts of the first users, with the clock held at ``now``."""
        with self._engine.frozen(datetime.fromisoformat(now)):
            text = self._engine.parse(load(workload)).text
            return {"outputs": [text(decode(line)) for line in self._lines[:count]]}

    def measure(self, workload: str, mode: str, seconds: float, renders: int) -> dict[str, Any]:
        """Renders per second in one of the three modes, over at least so many seconds and renders."""
        if mode == "parse":
            work, once = load(workload), self._engine.once
            return {"rate": self._rate(lambda user: once(work, user), decode, seconds, renders)}
        if workload not in self._parsed:
            self._parsed[workload] = self._engine.parse(load(workload))
        parsed = self._parsed[workload]
        if mode == "line":
            return {"rate": self._rate(parsed.line, bytes, seconds, renders)}
        return {"rate": self._rate(parsed.render, decode, seconds, renders)}

    def _rate(
        self, function: Callable[[Any], Any], prepare: Callable[[bytes], Any], seconds: float, renders: int
    ) -> float:
        """Renders per second; each lot is prepared outside the clock.

        Users are decoded just before they are rendered, as a run that streams does: kept ones would have to come from
        far memory, which costs more than a small render.
        """
        done, spent = 0, 0.0
        while spent < seconds or done < renders:
            lot = [prepare(line) for line in next(self._lots)]
            start = perf_counter()
            for item in lot:
                function(item)
            spent += perf_counter() - start
            done += len(lot)
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
