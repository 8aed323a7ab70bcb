"""This project."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

import msgspec

import braze_liquid_sim
from tests.benchmarks.engines._worker import Engine, Parsed, User
from tests.benchmarks.workload import Workload


def _reader(template: Any) -> Callable[[bytes], User]:
    if hasattr(template, "reader"):
        read: Callable[[bytes], User] = template.reader()
        return read
    return msgspec.json.Decoder().decode


def _compile(workload: Workload) -> Any:
    return braze_liquid_sim.compile(workload.source, content_blocks=workload.content_blocks)


def engine() -> Engine:
    """The engine; a clock held still is an argument of its ``render``."""
    held: list[datetime] = []

    def parse(workload: Workload) -> Parsed:
        template = _compile(workload)
        render, read = template.render, _reader(template)
        return Parsed(
            render,
            lambda line: render(read(line)).text.encode(),
            lambda user: render(user, now=held[0]).text,
        )

    def once(workload: Workload, user: User) -> Any:
        return _compile(workload).render(user)

    def frozen(now: datetime) -> AbstractContextManager[Any]:
        held[:] = [now]
        return nullcontext()

    return Engine(braze_liquid_sim.__version__, parse, once, frozen)
