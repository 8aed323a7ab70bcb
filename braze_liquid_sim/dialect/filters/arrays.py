"""Arrays: items, order and joining."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.dialect.filters._property import property_of
from braze_liquid_sim.dialect.filters._registry import RUBY, FilterContext, liquid_filter
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby import lookup
from braze_liquid_sim.ruby.arrays import flatten, to_array
from braze_liquid_sim.ruby.number import EXACT, as_value, to_integer, to_number
from braze_liquid_sim.ruby.text import to_s


@liquid_filter(fidelity="ruby", source=RUBY, returns="int", total=True)
def size(value: Any) -> int:
    """Characters of a string, items of an array or a range, keys of a hash, bytes of an integer (8); else 0."""
    cls = value.__class__
    if cls is str or cls is list:
        return len(value)
    return lookup.size(value) or 0


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def first(value: Any) -> Any:
    """First item, first pair of a hash as an array, first character; nil where there is none."""
    return lookup.first(value)


@liquid_filter(fidelity="ruby", source=RUBY, total=True)
def last(value: Any) -> Any:
    """Last item or character; a hash has no last."""
    return lookup.last(value)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True, context=True)
def join(context: FilterContext, value: Any, glue: Any = " ") -> str:
    """The items as text with glue between them; nil items are empty."""
    between = to_s(glue)
    if value.__class__ is list and len(value) <= context.limits.iterations:
        try:
            if sum(map(len, value)) + len(between) * len(value) <= context.limits.output:
                return between.join(value)
        except TypeError:
            pass  # not all of them are texts
    items = to_array(value, context.limits.iterations)
    texts: list[str] = [item if item.__class__ is str else to_s(item) for item in items]
    limit = context.limits.output
    if sum(map(len, texts)) + len(between) * (len(texts) - 1) > limit:
        raise LimitExceeded("output", limit)
    return between.join(texts)


@liquid_filter(fidelity="ruby", source=RUBY, returns="list", total=True, context=True)
def reverse(context: FilterContext, value: Any) -> list[Any]:
    """The items in the opposite order; a string is one item."""
    return to_array(value, context.limits.iterations)[::-1]


@liquid_filter(fidelity="ruby", source=RUBY, returns="list", context=True)
def concat(context: FilterContext, value: Any, more: Any) -> list[Any]:
    """The items of two arrays, one after the other; only the first is flattened."""
    if more.__class__ is not list:
        if more.__class__ is not tuple:
            raise LiquidError("concat filter requires an array argument")
        more = list(more)
    limit = context.limits.iterations
    items = to_array(value, limit)
    if len(items) + len(more) > limit:
        raise LimitExceeded("iterations", limit)
    return items + more  # type: ignore[no-any-return]


@liquid_filter(fidelity="ruby", source=RUBY)
def slice_(value: Any, offset: Any, length: Any = None) -> Any:
    """Some characters, or some items of an array, from a position (negative: from the end); one unless told more."""
    offset = to_integer(offset)
    length = 1 if length is None or length is False else to_integer(length)
    if value.__class__ is tuple:
        value = list(value)
    if value.__class__ is not list:
        value = to_s(value)
    if offset < 0:
        offset += len(value)
    if offset < 0 or length < 0:
        return value[:0]
    return value[offset : offset + length]


@liquid_filter(fidelity="ruby", source=RUBY, returns="any", context=True)
def sum_(context: FilterContext, value: Any, property: Any = None) -> Any:
    """The total of the items, or of one property of each; what is no number counts as 0."""
    items = to_array(value, context.limits.iterations)
    if property is not None:
        items = [property_of(item, property) if lookup.has_index(item) else 0 for item in items]
    total: Any = 0
    for item in flatten(items, context.limits.iterations):
        number = to_number(item)
        total = total + number if total.__class__ is int is number.__class__ else EXACT.add(total, number)
    return as_value(total)
