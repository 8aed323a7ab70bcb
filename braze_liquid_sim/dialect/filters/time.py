"""Times: formatting and time zones."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from braze_liquid_sim.dialect.filters._registry import BRAZE_FILTERS, RUBY, FilterContext, liquid_filter
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.strftime import strftime
from braze_liquid_sim.ruby.text import to_s
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.ruby.timeparse import to_time


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def date(context: FilterContext, value: Any, format: Any) -> Any:
    """Write a time as ``strftime`` does; a value that is no time, and any value if the format is empty, is unchanged.

    Times are seconds since 1970, texts that ``Time.parse`` reads on a server in UTC, and ``now`` and ``today``.
    """
    pattern = format if format.__class__ is str else to_s(format)
    if not pattern:
        return value
    if value.__class__ is str or value.__class__ is int:
        written = _written(value, pattern, context.now.epoch_ns)
        return value if written is None else written
    time = to_time(value, context.now)
    return value if time is None else strftime(time, pattern)


@lru_cache(maxsize=2048)
def _written(value: str | int, pattern: str, now_ns: int) -> str | None:
    """The common case, remembered: a batch formats the same value at the same moment again and again."""
    time = to_time(value, Time(now_ns))
    return None if time is None else strftime(time, pattern)


@liquid_filter(fidelity="documented", source=BRAZE_FILTERS, context=True)
def time_zone(context: FilterContext, value: Any, zone: Any) -> Any:
    """The same instant on the clock of a zone, as a time; follow it with ``date``. No zone (nil) means UTC.

    Zones are IANA names, Rails names (``Seoul``), or offsets: hours as a number, ``+09:00`` as text. What is no time is
    unchanged. The error for an unknown zone is Rails' (assumed).
    """
    time = to_time(value, context.now)
    if time is None:
        return value
    if zone is None:
        return Time(time.epoch_ns)
    offset = _offset(zone)
    if offset is not None:
        return Time(time.epoch_ns, offset, None, utc=False)
    return _moved(time, _zone(to_s(zone)))


_HOURS_AT_MOST: Final = 13
_WRITTEN_OFFSET: Final = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})").fullmatch


def _offset(zone: Any) -> int | None:
    """Seconds east for a number (small ones are hours, as in Rails) or a text like ``-0500``; None for a name."""
    if zone.__class__ is int or zone.__class__ is float:
        seconds = zone * 3600 if abs(zone) <= _HOURS_AT_MOST else zone
        if not abs(seconds) < 86_400:
            raise LiquidError(f"Invalid Timezone: {to_s(zone)}")
        return int(seconds)
    match = _WRITTEN_OFFSET(zone) if zone.__class__ is str else None
    if match is None:
        return None
    seconds = int(match[2]) * 3600 + int(match[3]) * 60
    if seconds >= 86_400:
        raise LiquidError(f"Invalid Timezone: {zone}")
    return -seconds if match[1] == "-" else seconds


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    from braze_liquid_sim.dialect.filters._zones import RAILS_ZONES

    try:
        return ZoneInfo(RAILS_ZONES.get(name, name))
    except (KeyError, ValueError, OSError):  # unknown, not a relative path, a folder of zones
        raise LiquidError(f"Invalid Timezone: {name}") from None


_GREGORIAN_CYCLE_NS: Final = 146_097 * 86_400 * 10**9


def _moved(time: Time, zone: ZoneInfo) -> Time:
    """The time with the zone's offset; years Python lacks use the rules of the same year in another cycle of 400."""
    epoch_ns = time.epoch_ns
    reachable = epoch_ns % _GREGORIAN_CYCLE_NS if abs(epoch_ns) > _GREGORIAN_CYCLE_NS // 2 else epoch_ns
    local = Time(reachable).to_datetime().astimezone(zone)
    offset = (local.utcoffset() or timedelta()) // timedelta(seconds=1)
    name = local.tzname()
    return Time(epoch_ns, offset, name, utc=name == "UTC")
