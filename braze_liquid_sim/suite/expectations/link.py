"""``link: …``: the SmartPass link in the body, taken apart.

``secret`` (of the project) verifies the signature; ``payload`` are the members of the pass data that matter, ``url``
the project's, ``campaign`` the parameters behind the signature that matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.passkit.links import HashedLink, find
from braze_liquid_sim.suite.comparing import body_of, excerpt, subset
from braze_liquid_sim.workspace.names import suggestion

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
    link = find(text)
    if not isinstance(link, HashedLink):
        yield f"the text holds no SmartPass link (https://…?data=…&sig=…): {excerpt(text)}"
        return
    if "secret" in expected and link.sig != link.signature(str(expected["secret"])):
        signature = link.signature(str(expected["secret"]))
        yield f"the signature is {link.sig}, which that secret does not give: {signature}"
    if "url" in expected and link.project_url != expected["url"]:
        yield f"the project's URL is {link.project_url!r}, expected {expected['url']!r}"
    if "payload" in expected:
        yield from _payload(expected["payload"], link)
    if "campaign" in expected:
        yield from subset(expected["campaign"], link.parameters, "link.campaign")


def _payload(expected: Any, link: HashedLink) -> Iterator[str]:
    if link.alphabet == "standard":
        yield f"the pass data is in standard base64, not in base64url: {excerpt(link.data)}"
    try:
        value = link.fields()
    except ValueError as error:
        yield f"the pass data is no JSON in base64url: {error}: {excerpt(link.data)}"
        return
    yield from subset(expected, value, "link.payload")
