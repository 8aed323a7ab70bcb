"""A service that lets nobody in is called without a token.

PassKit's API and Bitly's answer 401 to every call without the header ``Authorization``. In Connected Content a stored
credential (``:auth_credentials``, ``:basic_auth``) sends it, and keeps the token out of the message.

Example:
    {% connected_content https://api.pub1.passkit.io/members/member/id/7 :save member %}

Instead:
    {% connected_content https://api.pub1.passkit.io/members/member/id/7 :auth_credentials passkit :save member %}

Source: PassKit: authentication; Bitly: authentication; Braze: making an API call
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Text
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import headers, host, option, written
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.ERROR

_HOST = re.compile(r"api[.-]pub[12]\.passkit\.io|api-ssl\.bitly\.com")
_URL = re.compile(r"\s*https://([^/?#\s]+)")


def find(field: Field) -> Iterator[Found]:
    """Every such call of Connected Content, and the URL of such a webhook."""
    for call in field.all(ConnectedContent):
        if _HOST.fullmatch(host(call)) and not _says_who(field, call):
            help = "Add :auth_credentials and the name of a credential that is stored in Braze."
            yield field.found(call, f"{host(call)} refuses a call without Authorization", help)
    if field.name == "url":
        yield from _webhook(field)


def _says_who(field: Field, call: ConnectedContent) -> bool:
    if option(call, "auth_credentials") or option(call, "basic_auth"):
        return True
    body = option(call, "headers")
    if body is None:
        return False
    names = [header.name for header in headers(field, call)]
    return any(GAP in name or "authori" in name.lower() for name in names) or written(field, body).startswith(GAP)


def _webhook(field: Field) -> Iterator[Found]:
    found = next((_URL.match(node.text) for node in field.body.nodes if isinstance(node, Text)), None)
    names = [name.lower() for name in field.file.parts.headers]
    # A header of another alphabet is a translated one, and has a code of its own.
    if found and _HOST.fullmatch(found[1].lower()) and not any("auth" in name or not name.isascii() for name in names):
        help = "Add it to the headers: Authorization: Bearer and a token that may do no more than it must."
        yield field.found((0, len(field.text)), f"{found[1]} refuses a request without the header Authorization", help)
