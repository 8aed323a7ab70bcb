from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim import UsageError
from braze_liquid_sim.workspace.track import apply_track
from tests.tables import cases


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("track.yaml")))
def test_a_payload_is_applied_or_refused(case: dict[str, Any]) -> None:
    profile, payload = deepcopy(case["profile"]), deepcopy(case["payload"])
    if "says" in case:
        with pytest.raises(UsageError) as caught:
            apply_track(profile, payload)
        assert case["says"] in caught.value.message
        assert case.get("help", "") in caught.value.help
    else:
        after = apply_track(profile, payload)
        assert after == case["after"]
        assert repr(_sorted(after)) == repr(_sorted(case["after"])), "of other types"
    assert (profile, payload) == (case["profile"], case["payload"]), "the arguments are left as they are"


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [*map(_sorted, value)] if isinstance(value, list) else value


def test_an_array_keeps_the_newest() -> None:
    profile = {"custom_attributes": {"a": list(range(499))}}
    after = apply_track(profile, {"attributes": [{"a": {"add": ["x", "y", "z"]}}]})
    assert after["custom_attributes"]["a"] == [*range(2, 499), "x", "y", "z"]
    assert apply_track({}, {"attributes": [{"a": list(range(600))}]})["custom_attributes"]["a"] == [*range(100, 600)]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("x" * 256, "a text of 256 characters"),
        ({"k" * 256: 1}, "the key"),
        ({"a": ["x" * 200] * 600}, "bytes"),
        ({"$add": [{"a": "x" * 200}] * 600}, "bytes"),
    ],
    ids=["text", "key", "object", "array"],
)
def test_what_braze_would_not_keep_is_refused(value: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        apply_track({}, {"attributes": [{"a": value}]})


names = st.sampled_from(["a", "b", "first_name", "email"])
scalars = st.booleans() | st.integers(-9, 9) | st.text("xyz", max_size=3)
values = scalars | st.lists(scalars, max_size=4) | st.dictionaries(st.sampled_from("ab"), scalars, max_size=2)
custom = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
profiles = st.fixed_dictionaries({}, optional={"first_name": st.text(max_size=3), "custom_attributes": custom})


@given(profiles, st.lists(names, max_size=4))
def test_taking_away_twice_is_taking_away_once(profile: dict[str, Any], taken: list[str]) -> None:
    payload = {"attributes": [dict.fromkeys(taken)]}
    once = apply_track(profile, payload)
    assert apply_track(once, payload) == once
    assert not any(name in once or name in once.get("custom_attributes", {}) for name in taken)


@given(profiles, custom)
def test_setting_twice_is_setting_once(profile: dict[str, Any], attributes: dict[str, Any]) -> None:
    payload = {"attributes": [attributes]}
    once = apply_track(profile, payload)
    assert apply_track(once, payload) == once


@given(profiles, custom, custom)
def test_objects_of_a_payload_apply_one_after_the_other(
    profile: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
) -> None:
    together = apply_track(profile, {"attributes": [first, second]})
    apart = apply_track(apply_track(profile, {"attributes": [first]}), {"attributes": [second]})
    assert together == apart


@given(st.lists(scalars, max_size=8), st.lists(scalars, max_size=8))
def test_adding_keeps_each_value_once_and_the_new_ones_last(old: list[Any], new: list[Any]) -> None:
    profile = apply_track({}, {"attributes": [{"a": old}]})
    after = apply_track(profile, {"attributes": [{"a": {"add": new}}]})["custom_attributes"]["a"]
    keys = [(type(value), value) for value in after]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(type(value), value) for value in [*old, *new]}
    assert not new or keys[-1] == (type(new[-1]), new[-1])


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_increments_add_up(first: int, second: int) -> None:
    payload = {"attributes": [{"a": {"inc": first}}, {"a": {"inc": second}}]}
    assert apply_track({}, payload) == {"custom_attributes": {"a": first + second}}
