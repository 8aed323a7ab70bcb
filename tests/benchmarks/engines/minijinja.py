"""minijinja: Jinja in Rust, with the same templates and the same Python filters as Jinja2."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from importlib.metadata import version
from typing import Any
from unittest.mock import patch

import minijinja
import msgspec

from tests.benchmarks.engines._jinja_filters import FILTERS, Clock
from tests.benchmarks.engines._worker import Engine, Parsed, User
from tests.benchmarks.workload import Workload


def _truncate(value: str, length: int, _killwords: bool, end: str, _leeway: int) -> str:
    return value if len(value) <= length else value[: length - len(end)] + end


def engine() -> Engine:
    """The engine, with one environment that every template is added to under its name."""
    clock = Clock()
    environment = minijinja.Environment(auto_escape_callback=lambda _name: False)
    for name, function in {**FILTERS, "truncate": _truncate}.items():
        environment.add_filter(name, function)
    environment.add_global("now_plus", lambda seconds: (clock.now_plus(seconds)).isoformat())

    def parse(workload: Workload) -> Parsed:
        environment.add_template(workload.name, workload.jinja)
        name, render_template, loads = workload.name, environment.render_template, msgspec.json.Decoder().decode
        return Parsed(
            lambda user: render_template(name, **user),
            lambda line: render_template(name, **loads(line)).encode(),
            lambda user: render_template(name, **user),
        )

    def once(workload: Workload, user: User) -> str:
        return environment.render_str(workload.jinja, **user)

    def frozen(now: datetime) -> AbstractContextManager[Any]:
        return patch.object(clock, "held", now)

    return Engine(version("minijinja"), parse, once, frozen)
