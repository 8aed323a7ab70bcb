"""The templates that the repository ships, for every user that it ships."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from braze_liquid_sim import Aborted, Sent, User, Workspace, compile
from braze_liquid_sim.workspace.fields import fields_of
from tests.templates.links import pairs, take_apart

ROOT = Path(__file__).parents[2] / "templates"
NOW = "2026-03-05T14:07:09Z"

SENT = {
    "plain": ("user-123", "Jane Doe", "Spring Sale"),
    "nameless": ("user-124", "Member", "Spring Sale"),
    "hangul_and_accents": ("사용자-7", "김민준 José Ñandú 🎟️", "봄 세일 & más"),
    "quote_and_backslash": ("user-126", 'Dwayne "The Rock" A\\B\tC\nD ~~~???>>>', "Spring & Sale #1 50%+"),
    "injector": ("user-127", 'x","members.member.points": "999999","meta.x": " Mallory', "Spring Sale"),
    "hostile_id": ('../a/b?c#d 50%+e","status":"REDEEMED', "Eve O'Neil", "../x?utm_source=other&sig=0"),
    "passenger": ("user-128", "Jane Doe", "Seat changes"),
}
"""External id, shown name and campaign of every user that gets a message."""


ROUTES = {
    "coupon_update": "https://api.pub1.passkit.io/coupon/singleUse/coupon",
    "member_update": "https://api.pub1.passkit.io/members/member",
    "boarding_pass_update": "https://api.pub1.passkit.io/flights/boardingRecord",
}


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(ROOT)


def text_for(workspace: Workspace, template: str, user: User, now: str = NOW) -> str:
    source = workspace.templates[template]
    outcome = compile(source, content_blocks=workspace.content_blocks, mode="strict").render(user, now=now)
    assert isinstance(outcome, Sent), outcome
    assert outcome.errors == ()
    return outcome.text


def test_every_user_is_expected_here(workspace: Workspace) -> None:
    assert set(workspace.users) == {*SENT, "anonymous"}


@pytest.mark.parametrize("name", SENT)
def test_the_link_is_signed_over_exactly_what_is_sent(name: str, workspace: Workspace) -> None:
    url = text_for(workspace, "smartpass", workspace.users[name])
    link = take_apart(url)
    assert re.fullmatch(r"https://pub1\.pskt\.io/c/[0-9a-z]+\?data=[A-Za-z0-9_-]+&sig=[0-9a-f]{40}&[!-~]+", url)
    assert link.sig == link.signature("example-project-secret")


@pytest.mark.parametrize("name", SENT)
def test_the_data_holds_the_expected_members_and_no_others(name: str, workspace: Workspace) -> None:
    external_id, shown, _ = SENT[name]
    assert pairs(take_apart(text_for(workspace, "smartpass", workspace.users[name])).data) == [
        ("members.member.externalId", external_id),
        ("members.member.points", "100"),
        ("members.tier.id", "current_customer"),
        ("person.displayName", shown),
        ("person.externalId", external_id),
        ("universal.expiryDate", "2027-03-05T23:59:59Z"),
    ]


@pytest.mark.parametrize("name", SENT)
def test_the_campaign_is_told_outside_the_signature(name: str, workspace: Workspace) -> None:
    link = take_apart(text_for(workspace, "smartpass", workspace.users[name]))
    assert link.rest == {"utm_source": "braze", "utm_name": SENT[name][2]}


def test_in_a_canvas_the_canvas_is_told(workspace: Workspace) -> None:
    user = workspace.users["plain"].with_value("canvas.name", "Welcome")
    assert take_apart(text_for(workspace, "smartpass", user)).rest["utm_name"] == "Welcome"


def test_without_a_campaign_nothing_is_told(workspace: Workspace) -> None:
    user = workspace.users["plain"].with_value("campaign", None)
    assert take_apart(text_for(workspace, "smartpass", user)).rest == {"utm_source": "braze"}


@pytest.mark.parametrize("first", [None, "", "  ", "Ann"])
@pytest.mark.parametrize("last", [None, "", "Lee"])
def test_half_a_name_leaves_no_blank(first: str | None, last: str | None, workspace: Workspace) -> None:
    user = workspace.users["plain"].with_value("first_name", first).with_value("last_name", last)
    members = dict(pairs(take_apart(text_for(workspace, "smartpass", user)).data))
    shown = f"{first or ''} {last or ''}".strip()
    assert members["person.displayName"] == (shown or "Member")


def test_the_link_stays_the_same_all_day(workspace: Workspace) -> None:
    morning, night, next_day = (
        text_for(workspace, "smartpass", workspace.users["plain"], now)
        for now in ("2026-03-05T00:00:00Z", "2026-03-05T23:59:59Z", "2026-03-06T00:00:00Z")
    )
    assert morning == night != next_day


@pytest.mark.parametrize("template", ["smartpass", "smartpass_sms", "coupon_status", "coupon_update", "member_update"])
@pytest.mark.parametrize("external_id", [None, "", " \n"])
def test_nothing_is_sent_without_an_external_id(template: str, external_id: str | None, workspace: Workspace) -> None:
    user = workspace.users["anonymous"].with_value("external_id", external_id)
    source = workspace.templates[template]
    outcome = compile(source, content_blocks=workspace.content_blocks).render(user, now=NOW)
    assert isinstance(outcome, Aborted)
    assert outcome.reason == "no external id"
    assert outcome.span is not None
    assert outcome.span.text == "{%- abort_message('no external id') -%}"


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("", "smartpass_url: pk_project_url is blank"),
        ("{% assign pk_project_url = 'https://pub1.pskt.io/c/x' %}", "smartpass_url: pk_pass_data is blank"),
    ],
)
def test_the_block_aborts_where_an_input_is_missing(before: str, reason: str, workspace: Workspace) -> None:
    template = compile(before + "{{content_blocks.${smartpass_url}}}", content_blocks=workspace.content_blocks)
    outcome = template.render(workspace.users["plain"], now=NOW)
    assert isinstance(outcome, Aborted)
    assert outcome.reason == reason


@pytest.mark.parametrize("name", SENT)
def test_the_webhook_body_holds_the_expected_members_and_no_others(name: str, workspace: Workspace) -> None:
    body = text_for(workspace, "coupon_update", workspace.users[name])
    assert body.strip() == body
    assert json.loads(body, object_pairs_hook=list) == [
        ("externalId", SENT[name][0]),
        ("campaignId", "2xa1lRy8dBz4eEElBfmIz8"),
        ("expiryDate", "2026-04-04T23:59:59Z"),
    ]


@pytest.mark.parametrize("name", ["coupon_update", "member_update", "boarding_pass_update"])
def test_the_webhooks_go_to_passkit(name: str, workspace: Workspace) -> None:
    fields = fields_of(workspace.webhooks[name])
    assert fields.url is not None
    assert fields.url.template == ROUTES[name]
    assert fields.method == "PUT"
    assert {header: source.template for header, source in fields.headers.items()} == {
        "Authorization": "Bearer <PASSKIT_LONG_LIVED_TOKEN>",
        "Content-Type": "application/json",
    }


def test_no_message_and_no_block_holds_a_token(workspace: Workspace) -> None:
    """Calls name a stored credential; a webhook has nothing but the place for one."""
    for name in (*workspace.messages, *workspace.content_blocks):
        text = workspace.templates[name].text
        assert "Bearer" not in text.partition("\n---\n")[2], name
        assert text.count("connected_content https") == text.count(" :auth_credentials "), name


def test_every_template_is_right_by_strict_rules_too(workspace: Workspace) -> None:
    for kind in (workspace.messages, workspace.webhooks, workspace.content_blocks):
        for name, source in kind.items():
            template = compile(source, content_blocks=workspace.content_blocks, mode="strict")
            assert template.failure is None, name


def test_a_coupon_is_asked_for_each_time(workspace: Workspace) -> None:
    """It may have been used a minute ago, so no kept answer will do."""
    text = workspace.templates["coupon_status"].text.split("---\n", 2)[2]
    template = compile(text + text, answers=workspace.answers, credentials=workspace.settings.credentials)
    outcome = template.render(workspace.users["plain"], now=NOW)
    assert [call.cached for call in outcome.calls] == [False, False]
