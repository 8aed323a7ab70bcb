"""Sorting, with nil last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from braze_liquid_sim.dialect.filters._property import property_of
from braze_liquid_sim.dialect.filters._registry import RUBY, FilterContext, liquid_filter
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby import lookup
from braze_liquid_sim.ruby.arrays import to_array
from braze_liquid_sim.ruby.compare import compare
from braze_liquid_sim.ruby.text import to_bytes, to_s


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def sort(context: FilterContext, value: Any, property: Any = None) -> Any:
    """The items in order, or in the order of a property; strings by code point, nil last.

    nil where a property is asked of items that have none at all.
    """
    items = to_array(value, context.limits.iterations)
    if len({item.__class__ for item in items}) == 1 and items[0].__class__ in (str, int) and property is None:
        return sorted(items)
    return _sorted(items, property, _nil_last)


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def sort_natural(context: FilterContext, value: Any, property: Any = None) -> Any:
    """As ``sort``, comparing texts without regard to the case of ASCII letters; numbers are compared as text."""
    return _sorted(to_array(value, context.limits.iterations), property, _nil_last_caseless)


def _nil_last(a: Any, b: Any) -> int:
    order = compare(a, b)
    if order is not None:
        return order
    if a is None:
        return 1
    if b is None:
        return -1
    raise LiquidError("cannot sort values of incompatible types")


def _nil_last_caseless(a: Any, b: Any) -> int:
    if a is None or b is None:
        return (a is None) - (b is None)
    # bytes.lower touches ASCII letters only
    left, right = to_bytes(to_s(a)).lower(), to_bytes(to_s(b)).lower()
    return (left > right) - (left < right)


def _sorted(items: list[Any], property: Any, order: Callable[[Any, Any], int]) -> list[Any] | None:
    """Sort by the items or by a property; nil where an item has no properties."""
    if property is None:
        return _merge_sorted(items, order)
    if not all(map(lookup.has_index, items)):
        return None
    return _merge_sorted(items, lambda a, b: order(property_of(a, property), property_of(b, property)))


def _merge_sorted(items: list[Any], order: Callable[[Any, Any], int]) -> list[Any]:
    """The merge sort of the C library under Ruby: the same answer where comparisons contradict or fail."""
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    left, right = _merge_sorted(items[:middle], order), _merge_sorted(items[middle:], order)
    merged: list[Any] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if order(left[i], right[j]) <= 0:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
