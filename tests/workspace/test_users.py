from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import UsageError, User, Workspace
from braze_liquid_sim.workspace import read_users

JANE = {"external_id": "u-1", "first_name": "Jane"}
KIM = {"external_id": None, "braze_id": "b-2", "first_name": "김"}
NOBODY = {"first_name": None}


@pytest.mark.parametrize(
    ("name", "text", "users"),
    [
        pytest.param("x.json", json.dumps(JANE), {"x": JANE}, id="a profile"),
        pytest.param("x.json", json.dumps(JANE, indent=2), {"x": JANE}, id="a profile over several lines"),
        pytest.param("x.yml", "external_id: u-1\nfirst_name: Jane\n", {"x": JANE}, id="a profile in YAML"),
        pytest.param(
            "x.json", json.dumps([JANE, KIM, NOBODY]), {"x/u-1": JANE, "x/b-2": KIM, "x/3": NOBODY}, id="a list"
        ),
        pytest.param(
            "x.json", json.dumps({"message": "success", "users": [JANE]}), {"x": JANE}, id="an export's answer with one"
        ),
        pytest.param(
            "x.json",
            json.dumps({"message": "success", "users": [JANE, KIM], "invalid_user_ids": []}),
            {"x/u-1": JANE, "x/b-2": KIM},
            id="an export's answer",
        ),
        pytest.param("x.yaml", "users:\n- first_name: null\n", {"x": NOBODY}, id="an export's answer in YAML"),
        pytest.param(
            "x.json",
            json.dumps(JANE) + "\n" + json.dumps(KIM) + "\n",
            {"x/u-1": JANE, "x/b-2": KIM},
            id="an object a line",
        ),
        pytest.param("x.jsonl", json.dumps(JANE) + "\n\n", {"x": JANE}, id="an object a line, one line"),
    ],
)
def test_each_form_of_a_user_file(name: str, text: str, users: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert {user.name: user.profile for user in read_users(path, name)} == users


def test_a_wrong_line_of_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n{"a": }\n')
    with pytest.raises(UsageError, match=r"x.jsonl:2:7: not JSON"):
        read_users(path, "x.jsonl")


def test_one_user_of_many_is_asked_for_by_id(tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "users").mkdir()
    (tmp_path / "users" / "export.json").write_text(json.dumps({"users": [JANE, KIM]}))
    users = Workspace.open(tmp_path).users
    assert list(users) == ["export/u-1", "export/b-2"]
    assert users["export/b-2"].profile == KIM
    assert [user.name for user in users.group("export")] == ["export/u-1", "export/b-2"]
    with pytest.raises(UsageError, match="has no user 'export/u-3'") as caught:
        _ = users["export/u-3"]
    assert caught.value.help.startswith("Did you mean export/u-1")
    with pytest.raises(UsageError, match="holds 2 users"):
        _ = users["export"]


@pytest.mark.parametrize(
    ("path", "value", "profile"),
    [
        ("first_name", "Jo", {"first_name": "Jo", "custom_attributes": {"cart": [{"n": 1}]}}),
        ("custom_attributes.points", 5, {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 1}], "points": 5}}),
        ("custom_attributes.cart.0.n", 2, {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 2}]}}),
        (
            "campaign.name",
            "x",
            {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 1}]}, "campaign": {"name": "x"}},
        ),
        ("a\\.b", None, {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 1}]}, "a.b": None}),
    ],
)
def test_a_value_is_set_in_a_copy(path: str, value: object, profile: dict[str, Any]) -> None:
    user = User("jane", {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 1}]}})
    assert user.with_value(path, value).profile == profile
    assert user.profile == {"first_name": "Jane", "custom_attributes": {"cart": [{"n": 1}]}}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "an empty key"),
        ("a..b", "an empty key"),
        ("first_name.x", "first_name is 'Jane', which has nothing inside"),
        ("cart.1", "1 is no index of a list with 1 items"),
        ("cart.-1", "-1 is no index"),
        ("cart.x.y", "x is no index"),
        ("cart.²", "² is no index"),
    ],
)
def test_a_path_that_leads_nowhere_is_a_usage_error(path: str, says: str) -> None:
    user = User("jane", {"first_name": "Jane", "cart": [1]})
    with pytest.raises(UsageError, match=says):
        user.with_value(path, 1)
