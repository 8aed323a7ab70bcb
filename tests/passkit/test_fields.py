"""The fields of pass data: what may stand in a link, and what was meant by what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.passkit.fields import FIELDS, REPLACED, form_of, incomplete, replacement, value_fault


@pytest.mark.parametrize("key", [*FIELDS, "meta.anything", "location[10].lat", "beacon[1].uuid"])
def test_fields(key: str) -> None:
    assert form_of(key.replace("[n]", "[3]"))


@pytest.mark.parametrize(
    "key", ["members.tier.name", "meta.", "location[0].lat", "location[11].lat", "location[n].lat"]
)
def test_names_that_are_no_fields(key: str) -> None:
    assert form_of(key) == ""


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        *REPLACED.items(),
        ("members.member.externalID", "members.member.externalId"),
        ("member.tier.id", "members.tier.id"),
        ("person.dispalyName", "person.displayName"),
        ("location[2].latt", "location[2].lat"),
        ("weather", ""),
    ],
)
def test_names_that_were_meant(key: str, meant: str) -> None:
    found = replacement(key)
    assert found == meant
    assert not found or form_of(found)


@pytest.mark.parametrize(
    ("key", "text", "ok"),
    [
        ("universal.expiryDate", "2021-06-22T23:59:00-05:00", True),
        ("universal.expiryDate", "2021-06-22", False),
        ("universal.optIn", "TRUE", True),
        ("universal.optIn", "yes", False),
        ("person.gender", "1", True),
        ("person.gender", "MALE", False),
        ("person.dateOfBirth", "1980-12-21", True),
        ("person.dateOfBirth", "19801221", False),
        ("person.dateOfBirth", "1980-02-30", False),
        ("person.emailAddress", "jane@example.com", True),
        ("person.emailAddress", "jane", False),
        ("person.mobileNumber", "+447700900123", True),
        ("person.mobileNumber", "+44 7700 900123", False),
        ("members.tier.id", "gold", True),
        ("members.tier.id", "Gold", False),
        ("members.member.points", "100.5", True),
        ("members.member.points", "1,000", False),
        ("members.member.tierPoints", "1.5", False),
        ("location[1].lat", "91", False),
        ("location[1].lon", "-0.12", True),
        ("beacon[1].major", "65536", False),
        ("colors.labelColor", "#fff000", True),
        ("colors.labelColor", "red", False),
        ("images.logo", "2xa1lRy8dBz4eEElBfmIz8", True),
        ("images.logo", "logo.png", False),
        ("location[1].lockScreenMessage", "x" * 256, False),
        ("meta.anything", "", True),
        ("no.field", "x", True),
    ],
)
def test_values(key: str, text: str, ok: bool) -> None:
    assert (value_fault(key, text) == "") is ok


def test_fields_that_go_together() -> None:
    assert incomplete(["location[1].lat", "location[1].lon", "meta.x"]) == {"location[1]": ["lockScreenMessage"]}
    assert incomplete(["beacon[2].name"]) == {"beacon[2]": ["uuid", "major", "minor", "lockScreenMessage"]}


@given(st.sampled_from(sorted(FIELDS)) | st.text(), st.text())
def test_no_text_makes_it_raise(key: str, text: str) -> None:
    value_fault(key, text)
    replacement(key)
    incomplete([key, text])
