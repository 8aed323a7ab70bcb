from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Sent, User, guess_types, render
from braze_liquid_sim.services.preview import GUESSED
from tests.tables import cases

SUM = "{{ api_trigger_properties.${n} }}{% if api_trigger_properties.${n} == 3 %} is 3{% endif %}"


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("preview.yaml")))
@pytest.mark.parametrize("namespace", GUESSED)
def test_the_preview_guesses_types(case: Any, namespace: str) -> None:
    [taken] = guess_types({namespace: {"v": case["written"]}})[namespace].values()
    assert (taken, type(taken)) == (case["taken"], type(case["taken"]))


def test_nothing_else_is_guessed() -> None:
    user = {"custom_attributes": {"n": "3"}, "event_properties": {"n": "3"}, "first_name": "3"}
    assert guess_types(user) == user
    assert guess_types(None) == {}


def test_the_user_stays_as_it_is() -> None:
    user = User("jane", {"context": {"n": "3"}})
    assert guess_types(user) == {"context": {"n": 3}}
    assert user.profile == {"context": {"n": "3"}}


def test_render_guesses_on_demand_only() -> None:
    user = {"api_trigger_properties": {"n": "3"}}
    assert render(SUM, user) == Sent("3")
    assert render(SUM, user, preview_types=True) == Sent("3 is 3")
