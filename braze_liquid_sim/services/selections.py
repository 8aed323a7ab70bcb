"""The definition of a catalog selection: filters and sort, as Braze's REST calls write them.

The operators are Braze's; that all filters must match, and that a missing value matches none but ``does not …``, is
assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from braze_liquid_sim.engine.runtime import as_time
from braze_liquid_sim.ruby.time import Time

MOST_FILTERS = 10
"""Filters of one selection."""


@dataclass(frozen=True, slots=True)
class Filter:
    """``field operator value``."""

    field: str
    operator: str
    value: Any


def filters_of(definition: Mapping[str, Any], render: Callable[[str], str]) -> list[Filter]:
    """The filters of a definition with the Liquid in their values rendered; raises ValueError for one that is none."""
    given = definition.get("filters") or []
    if not isinstance(given, list):
        raise ValueError(f"filters is {given!r:.40}, not a list.")
    if len(given) > MOST_FILTERS:
        raise ValueError(f"{len(given)} filters, Braze takes {MOST_FILTERS}.")
    return [_filter(one, render) for one in given]


def _filter(given: Any, render: Callable[[str], str]) -> Filter:
    if not isinstance(given, Mapping) or "field" not in given or "value" not in given:
        raise ValueError(f"{given!r:.80} is no filter; it has field, operator and value.")
    operator = str(given.get("operator")).replace("_", " ").lower()
    if operator not in _OPERATORS:
        raise ValueError(f"there is no operator {operator!r}; there are {', '.join(_OPERATORS)}.")
    value = given["value"]
    if isinstance(value, str) and ("{{" in value or "{%" in value):
        value = render(value).strip()
    return Filter(str(given["field"]), operator, value)


def matches(item: Mapping[str, Any], filters: list[Filter]) -> bool:
    """Whether an item passes all filters."""
    return all(_OPERATORS[one.operator](item.get(one.field), one.value) for one in filters)


def _equals(found: Any, wanted: Any) -> bool:
    return found is not None and bool(found == _like(found, wanted))


def _compared(found: Any, wanted: Any, later: bool) -> bool:
    wanted = _like(found, wanted)
    if _rank(found) not in (_NUMBER, _TIME) or _rank(found) != _rank(wanted):
        return False
    return bool(found > wanted if later else found < wanted)


def _moved(found: Any, wanted: Any, later: bool) -> bool:
    found, wanted = as_time(found), as_time(wanted)
    return isinstance(found, Time) and isinstance(wanted, Time) and (found > wanted if later else found < wanted)


def _includes(found: Any, wanted: Any) -> bool:
    return isinstance(found, list) and any(_equals(one, wanted) for one in found)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": _equals,
    "does not equal": lambda found, wanted: not _equals(found, wanted),
    "greater than": lambda found, wanted: _compared(found, wanted, True),
    "less than": lambda found, wanted: _compared(found, wanted, False),
    "is": _equals,
    "before": lambda found, wanted: _moved(found, wanted, False),
    "after": lambda found, wanted: _moved(found, wanted, True),
    "includes value": _includes,
    "does not include value": lambda found, wanted: not _includes(found, wanted),
}


def _like(found: Any, wanted: Any) -> Any:
    """A wanted value that is text, as what rendered Liquid is, read as the kind of value that was found."""
    if not isinstance(wanted, str):
        return str(wanted) if isinstance(found, str) and not isinstance(wanted, bool) else wanted
    rank = _rank(found)
    if rank == _BOOLEAN:
        return {"true": True, "false": False}.get(wanted)
    if rank == _TIME:
        return as_time(wanted)
    if rank == _NUMBER:
        try:
            return float(wanted)
        except ValueError:
            return None
    return wanted


def ordered(items: list[Any], field: str, order: Any) -> list[Any]:
    """The items by a field; those without it come last."""
    if order not in ("asc", "desc"):
        raise ValueError(f"sort_order is {order!r}, not asc or desc.")
    having = [item for item in items if _rank(item.get(field)) is not None]
    lacking = [item for item in items if _rank(item.get(field)) is None]
    having.sort(key=lambda item: (_rank(item[field]), item[field]), reverse=order == "desc")
    return having + lacking


_BOOLEAN, _NUMBER, _TEXT, _TIME = range(4)


def _rank(value: Any) -> int | None:
    """The kind of a value that can be sorted; None for any other."""
    if isinstance(value, bool):
        return _BOOLEAN
    if isinstance(value, int | float):
        return _NUMBER
    if isinstance(value, str):
        return _TEXT
    return _TIME if isinstance(value, Time) else None
