from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Sent, render
from tests.tables import cases

TEMPLATE = "{% catalog_selection_items shop some %}{{ items | map: 'id' | join: ' ' }}"


def found(items: dict[str, Any], selection: dict[str, Any]) -> str:
    outcome = render(TEMPLATE, catalogs={"shop": items}, selections={"shop/some": selection})
    assert isinstance(outcome, Sent)
    return outcome.text


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("selections.yaml")))
def test_a_filter(case: Any) -> None:
    one = {"field": "v", "operator": case["operator"], "value": case["value"]}
    assert found({"1": {"v": case["found"]}}, {"filters": [one]}) == ("1" if case["matches"] else "")


@pytest.mark.parametrize(("order", "ids"), [("asc", "1 3 2 4 6 5"), ("desc", "6 4 2 3 1 5")])
def test_items_without_the_field_come_last(order: str, ids: str) -> None:
    values = [1, 2.5, 2, "a", None, "b"]
    items = {str(at): {"v": value} for at, value in enumerate(values, 1)}
    assert found(items, {"sort_field": "v", "sort_order": order}) == ids


def test_an_order_where_none_is_asked_for_is_random_for_each_user_and_seed() -> None:
    items: dict[str, Any] = {str(number): {} for number in range(9)}
    world = {"catalogs": {"shop": items}, "selections": {"shop/some": {}}}

    def order(user: str, seed: int) -> str:
        outcome = render(TEMPLATE, {"external_id": user}, seed=seed, **world)
        assert isinstance(outcome, Sent)
        return outcome.text

    orders = {order(user, seed) for user in "ab" for seed in (0, 1)}
    assert len(orders) == 4
    assert {"".join(sorted(text.split())) for text in orders} == {"012345678"}
    assert order("a", 0) == order("a", 0)
