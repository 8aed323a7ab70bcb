"""Liquid values as JSON and YAML can hold them, both ways.

What those lack is an object: ``{"$time": seconds, "offset": seconds east, "zone": name}``, ``{"$range": [1, 3]}``,
``{"$float": "nan"}``.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from braze_liquid_sim.model import Limits
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.time import Time

NOW = Time.from_epoch(1_709_647_629)
CONTEXT = SimpleNamespace(now=NOW, limits=Limits())


def encoded(value: Any) -> Any:
    """A Liquid value as data."""
    if isinstance(value, Time):
        seconds = {"$time": value.epoch_ns // 10**9}
        return seconds if value.utc else {**seconds, "offset": value.offset, "zone": value.zone}
    if isinstance(value, Range):
        return {"$range": [value.start, value.stop]}
    if isinstance(value, float) and value - value != 0:
        return {"$float": str(value)}
    if isinstance(value, list | tuple):
        return [encoded(item) for item in value]
    if isinstance(value, dict):
        return {key: encoded(item) for key, item in value.items()}
    return value


def decoded(data: Any) -> Any:
    """The Liquid value behind the data."""
    if isinstance(data, list):
        return [decoded(item) for item in data]
    if not isinstance(data, dict):
        return data
    if "$time" in data:
        if "offset" not in data:
            return Time.from_epoch(data["$time"])
        return Time(data["$time"] * 10**9, data["offset"], data["zone"], utc=False)
    if "$range" in data:
        return Range(*data["$range"])
    return {key: decoded(item) for key, item in data.items()}


def exact(value: Any) -> Any:
    """A value that is equal only to the same value of the same types: True is not 1, nor is 1.0, and NaN is NaN."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, Time):
        return encoded(value)
    return type(value), repr(value)
