"""Arrays of objects: picking, mapping and dropping items by a property."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.dialect.filters._property import property_of
from braze_liquid_sim.dialect.filters._registry import RUBY, FilterContext, liquid_filter
from braze_liquid_sim.ruby import lookup
from braze_liquid_sim.ruby.arrays import to_array
from braze_liquid_sim.ruby.compare import equal, truthy
from braze_liquid_sim.ruby.drops import Drop
from braze_liquid_sim.ruby.lookup import NoIndexError


def _tested(context: FilterContext, value: Any, property: Any, target: Any) -> Iterator[tuple[Any, bool]]:
    """Each item, and whether its property equals the target, or is truthy where no target is given."""
    for item in to_array(value, context.limits.iterations):
        found = property_of(item, property)
        yield item, truthy(found) if target is None else equal(found, target)


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def where(context: FilterContext, value: Any, property: Any, target: Any = None) -> Any:
    """The items whose property equals the target; nil as soon as an item has no properties at all."""
    try:
        return [item for item, matches in _tested(context, value, property, target) if matches]
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def reject(context: FilterContext, value: Any, property: Any, target: Any = None) -> Any:
    """The items that ``where`` leaves out. Not in Braze's list."""
    try:
        return [item for item, matches in _tested(context, value, property, target) if not matches]
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def has(context: FilterContext, value: Any, property: Any, target: Any = None) -> Any:
    """Whether ``where`` would keep any item. Not in Braze's list."""
    try:
        return any(matches for _, matches in _tested(context, value, property, target))
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def find(context: FilterContext, value: Any, property: Any, target: Any = None) -> Any:
    """The first item that ``where`` would keep, or nil. Not in Braze's list."""
    try:
        return next((item for item, matches in _tested(context, value, property, target) if matches), None)
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def find_index(context: FilterContext, value: Any, property: Any, target: Any = None) -> Any:
    """The position from 0 of the first item that ``where`` would keep, or nil. Braze lists it as not supported."""
    try:
        tested = enumerate(_tested(context, value, property, target))
        return next((position for position, (_, matches) in tested if matches), None)
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, returns="list", context=True)
def map_(context: FilterContext, value: Any, property: Any) -> list[Any]:
    """One property of each item; nil for an item without properties."""
    items = to_array(value, context.limits.iterations)
    if property == "to_liquid":
        return list(items)
    return [property_of(item, property) if lookup.has_index(item) else None for item in items]


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def compact(context: FilterContext, value: Any, property: Any = None) -> Any:
    """Without the nil items, or without the items whose property is nil."""
    items = to_array(value, context.limits.iterations)
    if property is None:
        return [item for item in items if item is not None]
    try:
        return [item for item in items if property_of(item, property) is not None]
    except NoIndexError:
        return None


@liquid_filter(fidelity="ruby", source=RUBY, context=True)
def uniq(context: FilterContext, value: Any, property: Any = None) -> Any:
    """The first of each set of equal items, or of items with equal properties; 1, 1.0 and true all differ."""
    items = to_array(value, context.limits.iterations)
    if len(items) < 2:
        return list(items)  # Ruby does not even look at a single item
    seen: dict[Any, Any] = {}
    try:
        for item in items:
            seen.setdefault(identity(item if property is None else property_of(item, property)), item)
    except NoIndexError:
        return None
    return list(seen.values())


def identity(value: Any) -> Any:
    """A hashable stand-in that is equal where Ruby's ``eql?`` says so."""
    cls = value.__class__
    if cls is str or value is None or isinstance(value, Drop):
        return value
    if cls is list or cls is tuple:
        return list, tuple(map(identity, value))
    if cls is dict:
        return dict, frozenset((identity(key), identity(item)) for key, item in value.items())
    return cls, value
