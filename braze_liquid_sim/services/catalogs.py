"""Items of catalogs, by id and by selection.

Braze documents that an unknown catalog aborts the message and that an unknown item is left out; that an unknown
selection aborts as well is assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from braze_liquid_sim.engine.runtime import timed
from braze_liquid_sim.errors import AbortMessage, RenderFailure
from braze_liquid_sim.model import Span
from braze_liquid_sim.services.selections import MOST_FILTERS, filters_of, matches, ordered

MOST_ITEMS = 50
"""Items of one selection."""

Catalogs = Mapping[str, Mapping[str, Any]]
Selections = Mapping[str, Any]


def by_id(catalogs: Catalogs, name: str, ids: Sequence[str], span: Span) -> list[Any]:
    """The items with these ids, in their order."""
    catalog = _catalog(catalogs, name, span)
    return [_item(key, catalog[key]) for key in ids if key in catalog]


def by_selection(
    catalogs: Catalogs,
    selections: Selections,
    name: tuple[str, str],
    span: Span,
    render: Callable[[str], str],
    order: Random,
) -> list[Any]:
    """What a selection, named with its catalog, finds.

    A selection is a list of items or of their ids, which stays as it is, or a definition as Braze's REST calls take
    it: ``filters``, ``sort_field``, ``sort_order``, ``results_limit``. Without a sort field the order is random.
    ``render`` renders Liquid in the value of a filter.
    """
    catalog, selection = name
    key = f"{catalog}/{selection}"
    if key not in selections:
        _catalog(catalogs, catalog, span)
        raise AbortMessage(f"Catalog {catalog!r} has no selection {selection!r}", span)
    found = selections[key]
    if isinstance(found, list):
        return [item for one in found[:MOST_ITEMS] for item in _ready(catalogs, catalog, one, span)]
    if not isinstance(found, Mapping):
        raise RenderFailure(
            "bad-selection", f"Selection {key!r} is {found!r:.40}.", span, "Write a list of items, or a definition."
        )
    return _selected(_catalog(catalogs, catalog, span), found, key, span, render, order)


def _selected(
    catalog: Mapping[str, Any],
    definition: Mapping[str, Any],
    key: str,
    span: Span,
    render: Callable[[str], str],
    order: Random,
) -> list[Any]:
    try:
        filters = filters_of(definition, render)
        every = (_item(id, item) for id, item in catalog.items() if isinstance(item, Mapping))
        items = [item for item in every if matches(item, filters)]
        field = definition.get("sort_field")
        if field is None:
            order.shuffle(items)
        else:
            items = ordered(items, str(field), definition.get("sort_order", "asc"))
        limit = int(definition.get("results_limit", MOST_ITEMS))
        if limit < 1:
            raise ValueError(f"results_limit is {limit}.")
    except (TypeError, ValueError) as error:
        help = f"A selection has filters (at most {MOST_FILTERS}), sort_field, sort_order and results_limit."
        raise RenderFailure("bad-selection", f"Selection {key!r}: {error}", span, help) from None
    return items[: min(limit, MOST_ITEMS)]


def rerendered(value: Any, render: Callable[[str], str]) -> Any:
    """A value of an item with the Liquid in each of its texts rendered."""
    if isinstance(value, str):
        return render(value) if "{{" in value or "{%" in value else value
    if isinstance(value, list):
        return [rerendered(item, render) for item in value]
    if isinstance(value, dict):
        return {key: rerendered(item, render) for key, item in value.items()}
    return value


def _catalog(catalogs: Catalogs, name: str, span: Span) -> Mapping[str, Any]:
    if name not in catalogs:
        raise AbortMessage(f"There is no catalog {name!r}", span)
    catalog: Any = catalogs[name]
    if isinstance(catalog, list):
        return {str(item["id"]): item for item in catalog if isinstance(item, Mapping) and "id" in item}
    if not isinstance(catalog, Mapping):
        help = "Write an object of items by id, or a list of items."
        raise RenderFailure("bad-catalog", f"The catalog {name!r} is {catalog!r:.40}.", span, help)
    return catalog


def _item(key: str, item: Any) -> Any:
    """An item with its id, and with its times as times."""
    return timed({"id": key, **item}) if isinstance(item, Mapping) else item


def _ready(catalogs: Catalogs, catalog: str, item: Any, span: Span) -> list[Any]:
    """An item of a list, or the one with that id."""
    return by_id(catalogs, catalog, [item], span) if isinstance(item, str) else [timed(item)]
