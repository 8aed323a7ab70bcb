"""Routes, messages, ids and hosts: that the data hangs together, and what it says of calls that go wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.passkit import hosts, ids, messages
from braze_liquid_sim.passkit.needs import NEEDS, lacking, needs_of
from braze_liquid_sim.passkit.routes import GAP, Nearest, Route, match, methods_of, nearest, routes

SAMPLE = "2xa1lRy8dBz4eEElBfmIz8"


def filled(route: Route) -> str:
    return re.sub(r"\{[^}]*\}", SAMPLE, route.path)


@pytest.mark.parametrize("route", routes(), ids=lambda route: f"{route.method} {route.path}")
def test_every_route_takes_its_own_path(route: Route) -> None:
    assert match(route.method, filled(route)) == route
    assert set(route.variables(filled(route)).values()) <= {SAMPLE}
    assert not route.message or messages.fields_of(route.message)
    assert not route.response or messages.fields_of(route.response)


def test_needs_are_fields_of_the_message() -> None:
    by_call = {(route.method, route.path): route for route in routes()}
    for call in NEEDS:
        known = messages.fields_of(by_call[call].message)
        names = {name for ways in needs_of(by_call[call]) for way in ways for name in way}
        assert names <= set(known), call


def test_types_of_fields_exist() -> None:
    data = messages._data()
    for fields in data["messages"].values():
        for type in fields.values():
            names = set(re.findall(r"[a-z_]+\.\w+", type))
            assert names <= set(data["messages"]) | set(data["enums"])


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/coupon/singleUse/coupon/{GAP}", "/coupon/singleUse/coupon/{id}"),
        ("GET", f"/coupon/singleUse/coupon/externalId/{SAMPLE}/{GAP}", "externalId/{couponCampaignId}/{externalId}"),
        ("put", "/coupon/singleUse/coupon/", "/coupon/singleUse/coupon"),
        ("PUT", f"/members/member/points/{GAP}", "/members/member/points/earn"),
        ("POST", f"/members/member/check{GAP}", "/members/member/checkIn"),
    ],
)
def test_a_path_with_gaps(method: str, path: str, expected: str) -> None:
    route = match(method, path)
    assert route is not None
    assert route.path.endswith(expected)


@pytest.mark.parametrize(
    ("method", "path", "expected", "missing"),
    [
        (
            "GET",
            f"/coupon/singleUse/coupon/externalId/{GAP}",
            "{couponCampaignId}/{externalId}",
            ("{couponCampaignId}",),
        ),
        ("GET", f"/members/member/externalId/{GAP}", "/{programId}/{externalId}", ("{programId}",)),
        ("GET", f"/members/member/{GAP}", "/members/member/id/{id}", ("id",)),
        ("PUT", "/coupon/coupon", "/coupon/singleUse/coupon", ("singleUse",)),
        ("PUT", "/coupon/singleuse/coupon", "/coupon/singleUse/coupon", ()),
        ("PUT", "/flights/boardingPass", "/flights/boardingRecord", ()),
    ],
)
def test_the_nearest_route(method: str, path: str, expected: str, missing: tuple[str, ...]) -> None:
    assert match(method, path) is None
    found = nearest(method, path)
    assert isinstance(found, Nearest)
    assert found.route.path.endswith(expected)
    assert found.missing == missing


def test_a_segment_too_many_and_another_method() -> None:
    found = nearest("GET", f"/coupon/singleUse/coupon/id/{GAP}")
    assert found == Nearest(Route("GET", "/coupon/singleUse/coupon/{id}", "", "single_use_coupons.Coupon"), (), ("id",))
    assert nearest("GET", "/v1/things") is None
    assert methods_of("/members/member") == ["DELETE", "POST", "PUT"]


@given(st.text(), st.text())
def test_no_path_makes_it_raise(method: str, path: str) -> None:
    match(method, path)
    nearest(method, path)


def test_protocols() -> None:
    assert {route.protocol for route in routes()} == {"coupons", "members", "flights", "tickets", ""}
    assert messages.others("programId", "single_use_coupons.Coupon") == ["members"]
    assert messages.others("campaignId", "members.Member") == ["coupons"]
    assert messages.others("externalId", "members.ChangeTierRequest") == []


@pytest.mark.parametrize(
    ("given", "ways"),
    [
        ({"id"}, []),
        ({"externalId", "campaignId"}, []),
        ({"externalId"}, [(("id",), ("externalId", "campaignId"))]),
    ],
)
def test_what_a_coupon_is_found_by(given: set[str], ways: list[object]) -> None:
    assert lacking(Route("PUT", "/coupon/singleUse/coupon"), given) == ways


@pytest.mark.parametrize(
    ("name", "type", "text", "ok"),
    [
        ("expiryDate", "Timestamp", "2027-03-05T23:59:59Z", True),
        ("expiryDate", "Timestamp", "2027-03-05T23:59:59.5+09:00", True),
        ("expiryDate", "Timestamp", "2027-03-05", False),
        ("expiryDate", "Timestamp", "2027-03-05T23:59:59", False),
        ("expiryDate", "Timestamp", "2027-03-05 23:59:59Z", False),
        ("expiryDate", "Timestamp", "2027-03-05T23:59:59z", False),
        ("expiryDate", "Timestamp", "2027-02-30T23:59:59Z", False),
        ("expiryDate", "Timestamp", "", False),
        ("status", "enum single_use_coupons.CouponStatus", "REDEEMED", True),
        ("status", "enum single_use_coupons.CouponStatus", "redeemed", False),
        ("points", "float", "100", True),
        ("points", "float", "many", False),
        ("tierPoints", "uint32", "-1", False),
        ("tierPoints", "uint32", "3.0", True),
        ("tierPoints", "uint32", "3.5", False),
        ("optOut", "bool", "true", False),
        ("departureDate", "io.Date", "2026-04-08", False),
        ("operatingCarrierPNR", "str", "K8PQ2X", True),
        ("operatingCarrierPNR", "str", "k8pq2x", False),
        ("sku", "str", "", True),
    ],
)
def test_texts_as_values(name: str, type: str, text: str, ok: bool) -> None:
    assert (messages.text_fault(name, type, text) == "") is ok


@pytest.mark.parametrize(
    ("type", "text", "ok"),
    [("float", "1.5", True), ("int32", "1.5", False), ("str", "1", False), ("uint32", "1", True), ("bool", "1", False)],
)
def test_numbers_as_values(type: str, text: str, ok: bool) -> None:
    assert (messages.number_fault(type, text) == "") is ok


@pytest.mark.parametrize(
    ("name", "message", "meant"),
    [
        ("expiryDtae", "single_use_coupons.Coupon", "expiryDate"),
        ("externalid", "single_use_coupons.Coupon", "externalId"),
        ("userDefinedId", "members.Member", "externalId"),
        ("wholly_other", "members.Member", ""),
    ],
)
def test_names_that_were_meant(name: str, message: str, meant: str) -> None:
    assert messages.replacement(name, message) == meant


@pytest.mark.parametrize(
    ("text", "word"),
    [(SAMPLE, ""), (f" {SAMPLE}", "blank"), ("", "blank"), ("abc", "3 characters"), (SAMPLE[:-1] + "-", "'-'")],
)
def test_ids(text: str, word: str) -> None:
    fault = ids.id_fault(text)
    assert word in fault if word else fault == ""
    assert ids.is_id(text) is (fault == "")


@pytest.mark.parametrize(
    ("text", "ok"), [("gold", True), ("current_customer", True), ("Gold", False), (" gold", False)]
)
def test_tier_ids(text: str, ok: bool) -> None:
    assert ids.is_tier_id(text) is ok


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("api.pub1.passkit.io", ""),
        ("api-pub1.passkit.io", "api.pub1.passkit.io"),
        ("api-pub2.passkit.io", "api.pub2.passkit.io"),
        ("api.passkit.io", "api.pub1.passkit.io"),
        ("api.pub3.passkit.io", "api.pub1.passkit.io"),
        ("pub2.passkit.io", "api.pub2.passkit.io"),
        ("pub1.pskt.io", ""),
        ("docs.passkit.io", ""),
        ("app.passkit.com", ""),
        ("help.passkit.com", ""),
        ("example.com", ""),
    ],
)
def test_hosts(host: str, meant: str) -> None:
    assert hosts.corrected(host) == meant
    assert hosts.region_of("api.pub2.passkit.io") == "pub2"
