"""The ``link`` expectation, on links that are right and on links that are tampered with."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from braze_liquid_sim import Sent, UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.expectations import expectations

PROJECT = "https://pub1.pskt.io/c/abc"


def link(payload: Any = None, secret: str = "s", rest: str = "&utm_source=braze") -> str:
    text = payload if isinstance(payload, str) else json.dumps(payload or {"person.externalId": "김"})
    data = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    unsigned = f"{PROJECT}?data={data}"
    return f"{unsigned}&sig={hmac.new(secret.encode(), unsigned.encode(), hashlib.sha1).hexdigest()}{rest}"


def problems(expected: dict[str, Any], text: str) -> list[str]:
    return list(expectations()["link"].check(expected, Delivery(Sent(text))))


def test_a_link_inside_other_text_holds() -> None:
    expected = {
        "secret": "s",
        "url": PROJECT,
        "payload": {"person.externalId": "김"},
        "campaign": {"utm_source": "braze"},
    }
    assert problems(expected, f'Your pass: <a href="{link()}">here</a>') == []


@pytest.mark.parametrize(
    ("expected", "text", "says"),
    [
        ({"secret": "other"}, link(), "which that secret does not give"),
        ({"secret": "s"}, link().replace("abc", "abd"), "which that secret does not give"),
        ({"url": "https://pub2.pskt.io/c/abc"}, link(), "the project's URL is"),
        ({"payload": {"a": 1}}, link(), "link.payload.a is missing; there is person.externalId"),
        ({"payload": {"a": "1"}}, link({"a": 1}), "link.payload.a is 1, expected '1'"),
        ({"payload": {"a": 1}}, link("{"), "no JSON in base64url"),
        ({"campaign": {"utm_name": "x"}}, link(), "link.campaign.utm_name is missing"),
        ({"secret": "s"}, "no link", "holds no SmartPass link"),
    ],
)
def test_what_is_wrong_is_told(expected: dict[str, Any], text: str, says: str) -> None:
    [problem] = problems(expected, text)
    assert says in problem


def test_an_unknown_part_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="link has no 'payloads'"):
        problems({"payloads": {}}, link())
