"""A call of PassKit's API has no authorisation that PassKit takes.

It is answered with 401. The header is ``Authorization``, and its value ``Bearer`` with the long-lived token; the API
key in base64, ``Basic`` or another word before it are refused. A stored credential holds the header as well.

Example:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :save member %}

Instead:
    {% connected_content https://api.pub1.passkit.io/members/member/id/{{ id }} :auth_credentials passkit :save m %}

Source: PassKit: long-lived tokens; quickstarts for the REST API
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.credentials import is_placeholder
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.web import GAP, headers, option
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.ERROR

_RIGHT = re.compile(rf"\s*(?:Bearer\s+\S|eyJ|{GAP}|\{{\{{)")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~\w-]+", re.ASCII)
_OPEN = ("/members/member/public", "/login")
_HELP = "Write the header Authorization: Bearer and the token, or name a stored credential with :auth_credentials."


def find(field: Field) -> Iterator[Found]:
    """Calls without the header, or with another word in it."""
    for request in field.passkit.requests:
        address, stream = request.address, request.url
        if not address or not stream or address.path.rstrip("/") in _OPEN:
            continue
        if isinstance(stream.node, ConnectedContent):
            yield from _of_call(field, stream.node)
        elif stream.node is None and field.file.is_webhook:
            yield from _of_webhook(field)


def _of_call(field: Field, call: ConnectedContent) -> Iterator[Found]:
    if option(call, "auth_credentials"):
        return
    if option(call, "basic_auth"):
        yield field.found(call, "PassKit takes no basic authentication", _HELP)
        return
    given = list(headers(field, call))
    own = next((header for header in given if header.name.lower() == "authorization"), None)
    if own and own.value and not _RIGHT.match(own.value) and not is_placeholder(own.value.strip()):
        yield field.found((own.start, own.end), "PassKit refuses this authorisation", _HELP)
    elif not own and (given or not option(call, "headers")) and all(_TOKEN.fullmatch(one.name) for one in given):
        message = "PassKit answers 401 to a call without Authorization"
        yield field.found(call, message, _HELP, severity=Severity.WARNING)


def _of_webhook(field: Field) -> Iterator[Found]:
    given = field.file.parts.headers
    if not given:
        return  # they may be kept elsewhere
    own = next((source for name, source in given.items() if name.lower() == "authorization"), None)
    if own is None and all(_TOKEN.fullmatch(name) for name in given):
        message = "PassKit answers 401 to a call without Authorization"
        yield field.found((0, len(field.text)), message, _HELP, severity=Severity.WARNING)
    elif own is not None and not _RIGHT.match(own.template) and not is_placeholder(own.template.strip()):
        yield field.found((0, len(field.text)), "PassKit refuses the header Authorization of this webhook", _HELP)
