"""Every template for every hostile user, who has the event and the attributes that the templates ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from braze_liquid_sim import Sent, User, Workspace
from braze_liquid_sim.message import Delivery, open_message
from braze_liquid_sim.services.faults import FAULTS
from braze_liquid_sim.workspace.hostile import hostile_users
from tests.templates.links import pairs, take_apart

ROOT = Path(__file__).parents[2] / "templates"
NOW = "2026-03-05T14:07:09Z"

MEMBERS = {
    "coupon_update": ({"externalId", "campaignId", "expiryDate"}, set[str]()),
    "member_update": ({"externalId", "programId", "operation", "person"}, {"points"}),
    "boarding_pass_update": (
        {
            *("operatingCarrierPNR", "carrierCode", "flightNumber", "boardingPoint", "deplaningPoint"),
            *("departureDate", "sequenceNumber", "passenger"),
        },
        {"seatNumber", "boardingGroup"},
    ),
}
"""What a webhook's body has, and what it may have."""

WORDINGS = re.compile(
    r"Open your wallet to see your coupon\.|You have used your coupon\. Thank you!|Your coupon is no longer valid\."
    r"|Your coupon is waiting for you(?: until 4 April 2026)?\."
)


@cache
def users() -> Mapping[str, User]:
    """Hostile users by name: everything that a person writes is hostile, events included."""
    workspace = Workspace.open(ROOT)
    base = {
        **workspace.users["plain"].profile,
        "event_properties": workspace.users["passenger"].profile["event_properties"],
    }
    every = dict(hostile_users(base))
    for name, user in hostile_users(base["event_properties"]).items():
        # The texts of an event are written by other systems: one that keeps to the form of what it is not asked for.
        event = {**user.profile, "gender": "F", "departure_date": "2026-04-08"}
        every[f"event_{name}"] = User(f"event_{name}", {**base, "event_properties": event})
    return every


@cache
def messages(template: str, faults: str | None = None) -> Any:
    workspace = Workspace.open(ROOT)
    return open_message(workspace.templates[template], workspace, faults=faults)


def delivery(template: str, user: User, faults: str | None = None) -> Delivery:
    found: Delivery = messages(template, faults).render(user, now=NOW)
    return found


def members(text: str) -> dict[str, Any]:
    """A JSON object by strict rules, in which no key stands twice."""

    def once(found: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in found}) == len(found)
        return dict(found)

    value = json.loads(text, object_pairs_hook=once, parse_constant=pytest.fail)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("name", users())
@pytest.mark.parametrize("template", MEMBERS)
def test_a_webhook_body_is_json_with_known_members(template: str, name: str) -> None:
    found = delivery(template, users()[name])
    if not isinstance(found.outcome, Sent):
        return
    body = members(found.outcome.text)
    needed, optional = MEMBERS[template]
    assert needed <= set(body) <= needed | optional
    assert found.outcome.errors == ()
    assert found.request
    assert set(found.request.headers) == {"Authorization", "Content-Type"}


@pytest.mark.parametrize("name", users())
def test_the_sms_is_one_line_with_a_signed_link_behind_it(name: str) -> None:
    found = delivery("smartpass_sms", users()[name])
    if not isinstance(found.outcome, Sent):
        return
    assert found.outcome.text == "Your membership pass: https://bit.ly/3pKsPs7"
    [call] = found.outcome.calls
    body = members(call.body)
    assert list(body) == ["long_url"]
    link = take_apart(body["long_url"])
    assert link.sig == link.signature("example-project-secret")
    assert [key for key, _ in pairs(link.data)] == [
        "members.member.externalId",
        "members.tier.id",
        "person.externalId",
    ]


@pytest.mark.parametrize("name", users())
def test_the_coupon_is_asked_for_by_one_part_of_the_path(name: str) -> None:
    user = users()[name]
    found = delivery("coupon_status", user)
    if not isinstance(found.outcome, Sent):
        assert found.outcome.calls == ()
        return
    assert WORDINGS.fullmatch(found.outcome.text)
    [call] = found.outcome.calls
    *_, campaign, part = urlsplit(call.url).path.split("/")
    assert campaign == "2xa1lRy8dBz4eEElBfmIz8"
    assert unquote(part) == user.profile["external_id"].strip()
    assert urlsplit(call.url).query == ""


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("template", ["coupon_status", "smartpass_sms"])
def test_whatever_goes_wrong_with_a_call_nobody_reads_of_it(template: str, fault: str) -> None:
    found = delivery(template, Workspace.open(ROOT).users["plain"], fault)
    assert isinstance(found.outcome, Sent)
    wanted = WORDINGS if template == "coupon_status" else re.compile(r"Your membership pass: https://pub1\.[!-~]+")
    assert wanted.fullmatch(found.outcome.text)


def test_more_than_half_of_them_get_every_message() -> None:
    """So that the tests above do not pass because nothing is sent."""
    for template in (*MEMBERS, "smartpass", "smartpass_sms", "coupon_status"):
        sent = [name for name, user in users().items() if isinstance(delivery(template, user).outcome, Sent)]
        assert len(sent) > len(users()) // 2, template
