from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from braze_liquid_sim import Sent, render
from braze_liquid_sim.workspace import hostile_users
from braze_liquid_sim.workspace.hostile import hostile_user
from braze_liquid_sim.workspace.names import UnknownName

USERS = hostile_users()

# What each is asked for by the things that templates break on: the user, a name in the profile, its value.
HELD = [
    ("quotes", "first_name", 'Dwayne "The Rock"'),
    ("id_slash", "external_id", "a/b"),
    ("id_dots", "external_id", "../x"),
    ("id_query", "external_id", "a?b#c"),
    ("id_percent", "external_id", "50%"),
    ("leading_zeros", "external_id", "007"),
    ("leap_birthday", "dob", "2000-02-29"),
    ("blank", "last_name", " "),
    ("tab", "home_city", "a\tb"),
    ("hangul", "first_name", "김민준"),
    ("anonymous", "external_id", None),
]


@pytest.mark.parametrize(("name", "field", "value"), HELD)
def test_what_they_hold(name: str, field: str, value: object) -> None:
    assert USERS[name].profile[field] == value


def test_each_says_what_it_is_for_and_is_another() -> None:
    assert all(user.purpose and user.name == f"hostile:{name}" for name, user in USERS.items())
    assert len({json.dumps(user.profile) for user in USERS.values()}) == len(USERS)
    assert len({user.purpose for user in USERS.values()}) == len(USERS)


def test_null_is_everything() -> None:
    def leaves(value: Any) -> set[Any]:
        return {leaf for item in value.values() for leaf in leaves(item)} if isinstance(value, dict) else {value}

    assert leaves(USERS["null"].profile) == {None}


def test_the_injection_writes_points_into_careless_json() -> None:
    careless = render('{"first_name":"{{${first_name}}}","members.member.points":"1"}', USERS["json_injection"])
    assert isinstance(careless, Sent)
    assert dict(json.loads(careless.text, object_pairs_hook=list))["meta.x"] == ""
    assert ["members.member.points", "999999"] in [
        list(pair) for pair in json.loads(careless.text, object_pairs_hook=list)
    ]
    careful = render('{"a":"{{${first_name} | json_escape}}"}', USERS["json_injection"])
    assert isinstance(careful, Sent)
    assert json.loads(careful.text) == {"a": USERS["json_injection"].profile["first_name"]}


@pytest.mark.parametrize(("name", "hours"), [("zone_east", 14), ("zone_west", -11)])
def test_zones_are_where_they_say(name: str, hours: int) -> None:
    zone = ZoneInfo(USERS[name].profile["time_zone"])
    assert datetime(2026, 6, 1, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_the_birthday_is_one() -> None:
    assert date.fromisoformat(USERS["leap_birthday"].profile["dob"]).month == 2


def test_lengths_and_characters() -> None:
    assert len(USERS["long"].profile["first_name"]) == 300
    assert "\u202e" in USERS["right_to_left"].profile["first_name"]
    assert "\u0301" in USERS["combining"].profile["first_name"]
    assert {"\r", "\n"} <= set(USERS["newline"].profile["first_name"])
    assert "\\" in USERS["backslash"].profile["first_name"]


def test_another_profile_may_be_made_hostile() -> None:
    base = {
        "external_id": "u",
        "email": "a@b",
        "custom_attributes": {"deep": [{"x": "y", "n": 1, "at": {"$time": "2026-01-01"}}]},
    }
    user = hostile_users(base)["quotes"]
    assert user.profile == {
        "external_id": "u",
        "email": "a@b",
        "custom_attributes": {"deep": [{"x": 'Dwayne "The Rock"', "n": 1, "at": {"$time": "2026-01-01"}}]},
    }
    assert base["custom_attributes"] == {"deep": [{"x": "y", "n": 1, "at": {"$time": "2026-01-01"}}]}


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(UnknownName, match="no hostile user 'quots'") as caught:
        hostile_user("hostile:quots")
    assert "quotes" in caught.value.help
