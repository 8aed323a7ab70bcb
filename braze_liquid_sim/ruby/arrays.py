"""Values as arrays: what the array filters work on, and what a ``for`` loop walks over."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.model import Limits
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.text import leaves
from braze_liquid_sim.ruby.time import Time

ITERATIONS: Final = Limits().iterations


def to_array(value: Any, limit: int = ITERATIONS) -> list[Any]:
    """The items a filter works on: an array opened to its leaves, a hash as one item, a range as its integers.

    nil has none; any other value is the only item. The result may be the value itself: do not change it.

    Raises:
        LimitExceeded: a range or a nested array has more than ``limit`` items.
    """
    cls = value.__class__
    if cls is list:
        return flatten(value, limit)
    if cls is dict or cls is str:
        return [value]
    if value is None:
        return []
    if cls is Range:
        return range_items(value, limit)
    if cls is Time:
        return _time_fields(value)
    adopted = adopt(value)
    return [value] if adopted is value else to_array(adopted, limit)


def flatten(items: list[Any], limit: int = ITERATIONS) -> list[Any]:
    """The leaves of nested arrays; a flat array comes back as it is."""
    for item in items:
        if item.__class__ is list or item.__class__ is tuple:
            flat = list(islice(leaves(items), limit + 1))
            if len(flat) > limit:
                raise LimitExceeded("iterations", limit)
            return flat
    return items


def range_items(value: Range, limit: int = ITERATIONS) -> list[Any]:
    """The integers of a range, if there are not too many."""
    if value.size > limit:
        raise LimitExceeded("iterations", limit)
    return list(value)


def _time_fields(time: Time) -> list[Any]:
    """Ruby's ``Time#to_a``, which is what ``Array(time)`` calls."""
    return [
        time.second,
        time.minute,
        time.hour,
        time.day,
        time.month,
        time.year,
        time.wday,
        time.yday,
        False,
        time.zone,
    ]


def slice_collection(value: Any, start: int, stop: int | None, limit: int = ITERATIONS) -> list[Any]:
    """The items a loop visits, from ``start`` to before ``stop`` (None: to the end).

    A hash is its pairs, a string one item whatever the bounds, unless it is empty; what is no collection has no items.

    Raises:
        LimitExceeded: a range would give more than ``limit`` items.
    """
    cls = value.__class__
    if cls is list:
        items = value
    elif cls is dict:
        items = [[key, item] for key, item in value.items()]
    elif cls is str:
        return [value] if value else []
    elif cls is Range:
        return _slice_range(value, start, stop, limit)
    else:
        adopted = adopt(value)
        return [] if adopted is value else slice_collection(adopted, start, stop, limit)
    if start <= 0 and stop is None:
        return items  # type: ignore[no-any-return]
    return items[max(start, 0) : stop if stop is None else max(stop, 0)]  # type: ignore[no-any-return]


def _slice_range(value: Range, start: int, stop: int | None, limit: int) -> list[Any]:
    """The part of a range, without making the rest."""
    first = value.start + max(start, 0)
    last = value.stop if stop is None else min(value.stop, value.start + stop - 1)
    return range_items(Range(first, last), limit)
