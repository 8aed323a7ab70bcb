"""python-liquid, the base: the filters that it lacks are written as its users would write them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from contextlib import AbstractContextManager
from importlib.metadata import version
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import liquid
import msgspec
from liquid.stringify import to_liquid_string

from tests.benchmarks.engines._worker import Engine, Parsed, User
from tests.benchmarks.workload import Workload


def _text(value: Any) -> str:
    return value if isinstance(value, str) else to_liquid_string(value, autoescape=False)


def _environment() -> liquid.Environment:
    environment = liquid.Environment()
    environment.filters["base64_encode"] = lambda value: base64.b64encode(_text(value).encode()).decode()
    environment.filters["json_escape"] = lambda value: json.dumps(_text(value), ensure_ascii=False)[1:-1]
    environment.filters["url_param_escape"] = lambda value: quote(_text(value), safe="")
    environment.filters["hmac_sha1_hex"] = lambda value, key: hmac.new(
        key.encode(), _text(value).encode(), hashlib.sha1
    ).hexdigest()
    return environment


def _frozen(now: dt.datetime) -> AbstractContextManager[Any]:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls.fromtimestamp(now.timestamp(), tz)

    return patch.object(dt, "datetime", Clock)


def engine() -> Engine:
    """The engine, with one environment for all templates."""
    environment = _environment()

    def parse(workload: Workload) -> Parsed:
        render = environment.from_string(workload.plain).render
        loads = msgspec.json.Decoder().decode
        return Parsed(render, lambda line: render(loads(line)).encode(), render)

    def once(workload: Workload, user: User) -> str:
        return environment.from_string(workload.plain).render(user)

    return Engine(version("python-liquid"), parse, once, _frozen)
