"""The templates of Braze's PassKit page word for word: what they give, defect by defect."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from braze_liquid_sim import Sent, render
from tests.templates.links import pairs, take_apart

PUBLISHED = Path(__file__).parent / "published"
NOW = "2026-03-05T14:07:09Z"
JANE = {"external_id": "user-123", "first_name": "Jane", "last_name": "Doe", "campaign": {"name": "Spring Sale"}}
INJECTOR = JANE | {"first_name": 'x","members.member.points": "999999","meta.x": "'}


def published(name: str) -> str:
    return (PUBLISHED / f"{name}.liquid").read_text(encoding="utf-8")


def sent(source: str, user: dict[str, Any], block: str = "block") -> str:
    outcome = render(source, user, now=NOW, content_blocks={"passKit_SmartPass_url": published(block)})
    assert isinstance(outcome, Sent), outcome
    assert outcome.errors == ()
    return outcome.text


@pytest.fixture
def message() -> str:
    """The message with its call put right: the namespace is plural and the name has a capital K."""
    text = published("message")
    assert text.count("content_block.${passkit_SmartPass_url}") == 1
    return text.replace("content_block.${passkit_SmartPass_url}", "content_blocks.${passKit_SmartPass_url}")


def test_the_message_as_written_prints_no_link() -> None:
    assert sent(published("message"), JANE) == "\n\n\n"


def test_the_whole_link_comes_out_url_encoded_amid_line_breaks(message: str) -> None:
    text = sent(message, JANE)
    assert text == "\n" * 10 + text.strip() + "\n\n"
    assert text.strip().startswith("https%3A%2F%2Fpub1.pskt.io%2Fc%2Fww0jir%3Fdata%3DeyJ")
    assert text.strip().endswith("%26utm_source%3Dbraze%26utm_campaign%3DSpring+Sale")


def test_below_the_encoding_the_signature_is_right(message: str) -> None:
    link = take_apart(unquote_plus(sent(message, JANE).strip()))
    assert link.sig == link.signature("Project_Secret")
    assert pairs(link.data, b"+/") == [
        ("members.member.externalId", "user-123"),
        ("members.member.points", "100"),
        ("members.tier.name", "current_customer"),
        ("person.displayName", "Jane Doe"),
        ("person.externalId", "user-123"),
        # 31,622,400 s are 366 days.
        ("universal.expiryDate", "2027-03-06T14:07:09Z"),
    ]


def test_the_block_by_its_steps_signs_empty_data(message: str) -> None:
    text = sent(message, JANE, block="block_by_steps").strip()
    link = take_apart(text)
    assert text == f"https://pub1.pskt.io/c/ww0jir?data=&sig={link.sig}"
    assert link.sig == link.signature("Project_Secret")


def test_a_name_writes_points_into_the_signed_data(message: str) -> None:
    link = take_apart(unquote_plus(sent(message, INJECTOR).strip()))
    assert link.sig == link.signature("Project_Secret")
    members = pairs(link.data, b"+/")
    assert [value for key, value in members if key == "members.member.points"] == ["100", "999999"]
    assert ("meta.x", " Doe") in members


@pytest.mark.parametrize("name", ['Dwayne "The Rock"', "A\\B", "tab\there", "line\nbreak"])
def test_a_name_breaks_the_data_and_is_signed_all_the_same(name: str, message: str) -> None:
    link = take_apart(unquote_plus(sent(message, JANE | {"first_name": name}).strip()))
    assert link.sig == link.signature("Project_Secret")
    with pytest.raises(json.JSONDecodeError):
        pairs(link.data, b"+/")


def test_an_anonymous_user_gets_a_pass_without_an_id(message: str) -> None:
    members = dict(pairs(take_apart(unquote_plus(sent(message, {}).strip())).data, b"+/"))
    assert members["members.member.externalId"] == ""
    assert members["person.displayName"] == " "


def test_two_of_three_lengths_end_in_padding(message: str) -> None:
    links = (take_apart(unquote_plus(sent(message, JANE | {"external_id": id_}).strip())) for id_ in ("a", "ab", "abc"))
    assert sorted(link.data[-2:].count("=") for link in links) == [0, 1, 2]


def test_the_webhook_names_a_campaign_that_does_not_exist_and_a_day_long_past() -> None:
    body = json.loads(sent(published("webhook"), JANE))
    assert body == {
        "externalId": "user-123",
        "campaignId": " 2xa1lRy8dBz4eEElBfmIz8",
        "expiryDate": "2020-05-10T00:00:00Z",
    }


def test_an_id_writes_into_the_webhook_body() -> None:
    body = json.loads(sent(published("webhook"), JANE | {"external_id": 'a","status":"REDEEMED'}))
    assert body["status"] == "REDEEMED"
