"""Links: vectors that were worked out by hand, and the law that what is built can be taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.passkit.links import (
    EncryptedLink,
    HashedLink,
    find,
    hashed_link,
    project_url_fault,
    short_code,
    take_apart,
)

PROJECT = "https://pub1.pskt.io/c/abcde"
SECRET = "example-project-secret"
FIELDS = {"members.tier.id": "bronze", "person.displayName": "Jane Doe"}
DATA = "eyJtZW1iZXJzLnRpZXIuaWQiOiJicm9uemUiLCJwZXJzb24uZGlzcGxheU5hbWUiOiJKYW5lIERvZSJ9"
SIGNATURES = {
    "sha1": "35216ef47aa2716b564ffcf3b8c6430cd44504fb",
    "sha256": "3e6b12360a74c97bcd50d6035417cac46e9e4a883645d8845a405e10e04f7beb",
}
ENCRYPTED = (
    "YlYIuw55hUxgOgLXUF87KGPPrV_acpNF8dLl78EXSfGzoOCdFlpzbRmzK6IUgROoEk-epKpl0govYf4LJXG6nA"
    "&iv=000102030405060708090a0b0c0d0e0f"
)


@pytest.mark.parametrize("hash", SIGNATURES)
def test_vectors_of_hashed_links(hash: str) -> None:
    link = hashed_link(PROJECT, FIELDS, SECRET, hash=hash)
    assert link.url == f"{PROJECT}?data={DATA}&sig={SIGNATURES[hash]}"
    assert link.signed_with(SECRET) == hash
    assert link.signed_with("another") == ""


def test_the_vector_of_an_encrypted_link() -> None:
    link = take_apart(f"{PROJECT}?data={ENCRYPTED}")
    assert isinstance(link, EncryptedLink)
    assert link.iv == "000102030405060708090a0b0c0d0e0f"
    assert len(link.ciphertext) == 64


@given(
    st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6),
    st.text(max_size=20),
    st.dictionaries(st.from_regex("[a-z_]{1,8}", fullmatch=True), st.text(max_size=20), max_size=3),
)
def test_what_is_built_comes_apart(fields: dict[str, str], secret: str, parameters: dict[str, str]) -> None:
    built = hashed_link(PROJECT, fields, secret, parameters=parameters)
    link = take_apart(built.url)
    assert link == built
    assert isinstance(link, HashedLink)
    assert link.fields() == fields
    assert link.parameters == parameters
    assert link.signed_with(secret) == "sha1"
    assert link.alphabet in ("", "url")
    assert link.project_url == PROJECT


def test_a_link_in_a_text() -> None:
    link = find(f'<a href="{PROJECT}?data=e30=&sig=ab&utm_source=braze&utm_name=A%20%26%20B">pass</a>')
    assert isinstance(link, HashedLink)
    assert link.alphabet == "standard"
    assert link.pairs() == []
    assert link.parameters == {"utm_source": "braze", "utm_name": "A & B"}


def test_a_key_that_stands_twice() -> None:
    link = HashedLink(PROJECT, "eyJhIjoiMSIsImEiOiIyIn0", "", "")
    assert link.pairs() == [("a", "1"), ("a", "2")]


@pytest.mark.parametrize("data", ["", "%%%", "e30x", "W10", "W1sxLDJdXQ", "AAAA"])
def test_data_that_is_no_object(data: str) -> None:
    with pytest.raises(ValueError, match=r".+|^$"):
        HashedLink(PROJECT, data, "", "").pairs()


@pytest.mark.parametrize("url", ["", PROJECT, f"{PROJECT}?data=e30", f"a {PROJECT}?data=e30&sig=1"])
def test_what_is_no_link(url: str) -> None:
    with pytest.raises(ValueError, match="no SmartPass link"):
        take_apart(url)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://pub1.pskt.io/c/ww0jir/", "https://pub1.pskt.io/c/ww0jir"),
        ("http://pub2.pskt.io/c/ww0jir", "https://pub2.pskt.io/c/ww0jir"),
        ("pub2.pskt.io/c/ww0jir", "https://pub2.pskt.io/c/ww0jir"),
        ("https://pub1.pskt.io/c/ww0jir?a=1", "https://pub1.pskt.io/c/ww0jir"),
        ("https://pub1.pskt.io/ww0jir", "https://pub1.pskt.io/c/ww0jir"),
        ("https://api.pub2.pskt.io/c/ww0jir", ""),
        ("https://pub1.pskt.io/c/", ""),
        ("https://pub1.pskt.io/c/WW0JIR", ""),
        ("https://pub1.pskt.com/c/ww0jir", "https://pub1.pskt.io/c/ww0jir"),
        (" https://pub1.pskt.io/c/ww0jir", "https://pub1.pskt.io/c/ww0jir"),
        ("https://example.com/c/ww0jir", ""),
    ],
)
def test_project_urls_with_a_fault(url: str, meant: str) -> None:
    fault, found = project_url_fault(url)
    assert fault
    assert found == meant or not meant


@pytest.mark.parametrize("url", [PROJECT, "https://pub2.pskt.io/c/5cb4m9", "https://pskt.io/c/4RhsVhHek0dliVogVznjSQ"])
def test_project_urls(url: str) -> None:
    assert project_url_fault(url) == ("", "")
    assert url.endswith(short_code(url))
