"""``link: …``: the SmartPass link in the body, taken apart.

``secret`` (of the project) verifies the signature; ``payload`` are the members of the pass data that matter, ``url``
the project's, ``campaign`` the parameters behind the signature that matter.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import body_of, excerpt, subset
from braze_liquid_sim.workspace.names import suggestion

_LINK = re.compile(
    r"(?P<unsigned>(?P<url>https://[^\s?\"'<>]+)\?data=(?P<data>[^&\s\"'<>]*))&sig=(?P<sig>\w*)(?P<rest>[^\s\"'<>]*)"
)
_PARTS = ("secret", "payload", "url", "campaign")

FORM = (dict,)


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Verify and decode the first link."""
    for part in expected:
        if part not in _PARTS:
            raise UsageError(f"link has no {part!r}", help=suggestion(part, _PARTS))
    text = body_of(delivery)
    if text is None:
        return
    link = _LINK.search(text)
    if link is None:
        yield f"the text holds no SmartPass link (https://…?data=…&sig=…): {excerpt(text)}"
        return
    if "secret" in expected:
        signature = hmac.new(str(expected["secret"]).encode(), link["unsigned"].encode(), hashlib.sha1).hexdigest()
        if link["sig"] != signature:
            yield f"the signature is {link['sig']}, which that secret does not give: {signature}"
    if "url" in expected and link["url"] != expected["url"]:
        yield f"the project's URL is {link['url']!r}, expected {expected['url']!r}"
    if "payload" in expected:
        yield from _payload(expected["payload"], link["data"])
    if "campaign" in expected:
        yield from subset(expected["campaign"], dict(parse_qsl(link["rest"], keep_blank_values=True)), "link.campaign")


def _payload(expected: Any, data: str) -> Iterator[str]:
    try:
        text = base64.b64decode(data + "=" * (-len(data) % 4), b"-_", validate=True).decode()
        value = json.loads(text)
    except ValueError as error:
        yield f"the pass data is no JSON in base64url: {error}: {excerpt(data)}"
        return
    yield from subset(expected, value, "link.payload")
