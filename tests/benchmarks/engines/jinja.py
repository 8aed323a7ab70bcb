"""Jinja2, with templates that say the same as the Liquid ones."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from unittest.mock import patch

import jinja2
import msgspec

from tests.benchmarks.engines._jinja_filters import FILTERS, Clock
from tests.benchmarks.engines._worker import Engine, Parsed, User
from tests.benchmarks.workload import Workload


def engine() -> Engine:
    """The engine, with one environment for all templates."""
    clock = Clock()
    # No automatic escaping: the templates escape by hand, as the Liquid ones do.
    environment = jinja2.Environment(autoescape=False)
    environment.filters.update(FILTERS)
    environment.globals["now_plus"] = clock.now_plus

    def parse(workload: Workload) -> Parsed:
        render = environment.from_string(workload.jinja).render
        loads = msgspec.json.Decoder().decode
        return Parsed(render, lambda line: render(loads(line)).encode(), render)

    def once(workload: Workload, user: User) -> str:
        return environment.from_string(workload.jinja).render(user)

    def frozen(now: datetime) -> AbstractContextManager[Any]:
        return patch.object(clock, "held", now)

    return Engine(jinja2.__version__, parse, once, frozen)
