"""Filters of no other topic."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.dialect.filters._registry import BRAZE_FILTERS, liquid_filter
from braze_liquid_sim.ruby import lookup
from braze_liquid_sim.ruby.compare import is_empty


@liquid_filter(fidelity="documented", source=BRAZE_FILTERS, total=True)
def default(value: Any, fallback: Any = "", options: Any = None) -> Any:
    """The fallback for nil, false and anything empty; not for a blank text or 0. ``allow_false: true`` keeps false."""
    if value.__class__ is str:
        return value or fallback
    if value is None:
        return fallback
    if value is False:
        allowed = options.get("allow_false") if options.__class__ is dict else None
        return fallback if allowed is None or allowed is False else value
    return fallback if is_empty(value) else value


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS)
def property_accessor(value: Any, key: Any) -> Any:
    """The value behind a key of an object; nil where there is none. Positions of arrays work too (assumed)."""
    return lookup.get(value, key)


@liquid_filter(fidelity="assumed", source="Exports of messages made in Braze's editors", total=True, names=("lid",))
def id_(value: Any, *_arguments: Any) -> Any:
    """Nothing: Braze's editors put it on block tags (``id: 'cb1'``) and on links (``lid: 'abc'``) for themselves."""
    return value
