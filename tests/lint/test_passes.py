"""What is taken for PassKit's, and what must not be."""

from __future__ import annotations

from datetime import date

import pytest

from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.facts.passkit_parts import address_of
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.workspace import source_of

ID = "7Fq2bXo0aRzKcT9dLmEuVw"
CALL = "{{% connected_content {} :save x %}}"


def field(text: str, name: str = "body", kind: str = "message") -> Field:
    return File(source_of(text, "template", kind), Project(date(2026, 3, 5))).fields[name]


@pytest.mark.parametrize(
    ("url", "host", "path", "is_api"),
    [
        ("https://api.pub1.passkit.io/members/member", "api.pub1.passkit.io", "/members/member", True),
        (f"https://api-pub1.passkit.io/x/{GAP}?a=/b", "api-pub1.passkit.io", f"/x/{GAP}", True),
        (f"https://{GAP}/coupon/singleUse/coupon/{GAP}", GAP, f"/coupon/singleUse/coupon/{GAP}", True),
        (f"{GAP}/members/member", GAP, "/members/member", True),
        (f"{GAP}/members", GAP, "/members", False),
        ("https://pub1.pskt.io/c/ab12cd", "pub1.pskt.io", "/c/ab12cd", False),
        ("https://example.com/coupon/singleUse/coupon", "example.com", "/coupon/singleUse/coupon", False),
        ("https://api.pub1.passkit.io", "api.pub1.passkit.io", "/", True),
    ],
)
def test_addresses(url: str, host: str, path: str, is_api: bool) -> None:
    found = address_of(url)
    assert found is not None
    assert (found.host, found.path, found.is_api) == (host, path, is_api)
    assert url.startswith(host, found.host_at)


@pytest.mark.parametrize("url", ["", "/members/member", "?a=1"])
def test_what_is_no_address(url: str) -> None:
    assert address_of(url) is None


def test_a_webhook_has_its_call_in_two_fields() -> None:
    text = f'---\nurl: https://api.pub1.passkit.io/members/member\nmethod: PUT\n---\n{{"id":"{ID}"}}'
    [of_url] = field(text, "url", "webhook").passkit.requests
    [of_body] = field(text, "body", "webhook").passkit.requests
    assert (of_url.url is not None, of_url.body) == (True, None)
    assert (of_body.url, of_body.body is not None) == (None, True)
    assert of_url.message == of_body.message == "members.Member"


def test_a_call_whose_body_was_captured() -> None:
    text = f'{{% capture b %}}{{"id":"{ID}"}}{{% endcapture %}}' + CALL.format(
        "https://api.pub1.passkit.io/members/member :method put :body {{ b }}"
    )
    found = field(text)
    [request] = found.passkit.requests
    assert request.json is not None
    [member] = request.json.members
    assert request.body is not None
    place = found.passkit.place(request.body, member.value.start, member.value.end)
    assert found.written(*place) == f'"{ID}"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'{{"campaignId":" {ID}"}}', "single_use_coupons.Coupon"),
        (f'{{"programId":"{ID}","x":1}}', "members.Member"),
    ],
)
def test_a_body_without_a_url(text: str, message: str) -> None:
    [request] = field(text).passkit.requests
    assert request.message == message
    assert request.route is None


@pytest.mark.parametrize(
    "text",
    [
        '{"campaignId":"spring-2026","externalId":"x"}',
        '{"campaignId":"5b6c8d9e-0f1a-4b2c-8d3e-4f5a6b7c8d9e"}',
        f'{{"campaign":"{ID}"}}',
        CALL.format("https://api.example.com/members/member"),
        CALL.format("https://docs.passkit.io/protocols/member"),
        f'---\nurl: https://api.example.com/x\n---\n{{"campaignId":"{ID}"}}',
    ],
)
def test_what_is_no_call_of_passkit(text: str) -> None:
    assert field(text).passkit.requests == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{% capture d %}{"members.tier.id":"gold"}{% endcapture %}', 1),
        ('{% capture d %}{"members.tier.name":"gold"}{% endcapture %}', 1),
        ('{% assign d = \'{"person.displayName":"x"}\' %}', 1),
        ('{% comment %}PassKit{% endcomment %}{% capture d %}{"meta.a":"x"}{% endcapture %}', 1),
        ('{% capture d %}{"meta.a":"x"}{% endcapture %}', 0),
        ('{% capture d %}{"person.name":"x","members.count":1}{% endcapture %}', 0),
        ('{% capture d %}[{"members.tier.id":"gold"}]{% endcapture %}', 0),
    ],
)
def test_pass_data(text: str, count: int) -> None:
    assert len(field(text).passkit.payloads) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("https://pub1.pskt.io/c/ab12cd?data={{ d }}&sig={{ s }}", 1),
        ("{{ projectUrl }}?data={{ d }}&sig={{ d | hmac_sha1_hex: 'k' }}", 1),
        ("https://example.com/?data={{ d }}&sig={{ s }}", 0),
        ("https://example.com/?data={{ d }}&utm_campaign=x passkit", 0),
    ],
)
def test_links(text: str, count: int) -> None:
    assert len(field(text).passkit.links) == count
