"""PassKit refuses the authorisation that a call has.

It takes ``Authorization: Bearer`` with the long-lived token, or a token that was signed a moment ago, and answers 401
to all else: the API key in base64, ``Basic``, another word before the token. A stored credential holds the header too.

Example:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :basic_auth passkit :save m %}

Instead:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}

Source: PassKit: long-lived tokens; quickstarts for the REST API
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.credentials import is_placeholder
from braze_liquid_sim.lint.facts.web import GAP, headers, option
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.ERROR

_RIGHT = re.compile(rf"\s*(?:Bearer\s+\S|eyJ|{GAP}|\{{\{{)")
_HELP = "Write the header Authorization: Bearer and the token, or name a stored credential with :auth_credentials."


def find(field: Field) -> Iterator[Found]:
    """Calls with another word in the header; those without one are another matter."""
    for request in field.passkit.requests:
        node = request.url.node if request.url else None
        if isinstance(node, ConnectedContent):
            yield from _of_call(field, node)
    name = field.name.lower()
    if name == "headers.authorization" and field.passkit.requests and _is_wrong(field.text):
        yield field.found((0, len(field.text)), "PassKit refuses this authorisation", _HELP)


def _of_call(field: Field, call: ConnectedContent) -> Iterator[Found]:
    if option(call, "auth_credentials"):
        return
    if option(call, "basic_auth"):
        yield field.found(call, "PassKit takes no basic authentication", _HELP)
    for header in headers(field, call):
        if header.name.lower() == "authorization" and _is_wrong(header.value):
            yield field.found((header.start, header.end), "PassKit refuses this authorisation", _HELP)


def _is_wrong(value: str) -> bool:
    return bool(value.strip()) and not _RIGHT.match(value) and not is_placeholder(value.strip())
