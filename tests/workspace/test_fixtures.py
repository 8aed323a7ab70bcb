from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim import UsageError, Workspace
from braze_liquid_sim.workspace import read_users
from braze_liquid_sim.workspace.fixtures import merged
from tests.tables import cases


def workspace(root: Path, files: dict[str, str]) -> Workspace:
    (root / "messages").mkdir()
    (root / "users").mkdir()
    for name, text in files.items():
        (root / "users" / name).write_text(text, encoding="utf-8")
    return Workspace.open(root)


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("fixtures.yaml")))
def test_what_a_fixture_says_beyond_a_profile(case: dict[str, Any], tmp_path: Path) -> None:
    users = workspace(tmp_path, case["files"]).users
    if "profile" in case:
        assert users[case["user"]].profile == case["profile"]
        assert [user.profile for user in users.stream(case["user"])] == [case["profile"]]
        return
    for _ in range(2):
        with pytest.raises(UsageError) as caught:
            _ = users[case["user"]]
        assert case["says"] in caught.value.message
        assert case.get("help", "") in caught.value.help


def test_a_hostile_user_may_be_extended(tmp_path: Path) -> None:
    users = workspace(tmp_path, {"a.yaml": "{extends: 'hostile:quotes', last_name: Doe}"}).users
    assert users["a"].profile["first_name"] == 'Dwayne "The Rock"'
    assert users["a"].profile["last_name"] == "Doe"
    assert users["hostile:quotes"].profile["last_name"] != "Doe"


def test_without_a_workspace_nobody_is_extended(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("{extends: plain}")
    with pytest.raises(UsageError, match="no workspace to look for that user"):
        read_users(path, "a.yaml")
    path.write_text("{after: {attributes: [{a: 1}]}}")
    assert read_users(path, "a.yaml")[0].profile == {"custom_attributes": {"a": 1}}


objects = st.recursive(
    st.integers(0, 3) | st.none(),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(objects, objects, objects)
def test_merging_is_in_layers(first: Any, second: Any, third: Any) -> None:
    assert merged(first, first) == first
    assert merged({}, first) == first
    assert merged(merged(first, second), second) == merged(first, second)
    if all(isinstance(value, dict) for value in (first, second, third)):
        paths = {*_leaves(first), *_leaves(second)}
        assert _leaves(merged(first, second)) <= paths


def _leaves(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict) and value:
        return {leaf for key, item in value.items() for leaf in _leaves(item, f"{path}.{key}")}
    return {f"{path}={value}"}
