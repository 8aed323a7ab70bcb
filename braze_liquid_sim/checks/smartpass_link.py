"""A SmartPass link is signed and sent, and PassKit cannot use it.

Its data is empty or no base64, is no flat object of texts, has a field that PassKit does not know, or its signature is
not hexadecimal. The link looks right in every test that does not open it.

Example:
    https://pub1.pskt.io/c/abc123?data={{ passDatapassData | base64_encode }}&sig={{ 'x' | hmac_sha1_hex: 'k' }}

Instead:
    {% capture data %}{"person.externalId":"{{ ${user_id} | json_escape }}"}{% endcapture -%}
    https://pub1.pskt.io/c/abc123?data={{ data | base64_encode | url_param_escape }}&sig={{ 'x' | hmac_sha1_hex: 'k' }}

Source: PassKit: SmartPass links, hashed data
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case, Made
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.checks.evidence.quoting import whole
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.fields import form_of, replacement

TOPIC = "passkit"
SEVERITY = Severity.ERROR

_LINK = re.compile(
    r"(?P<url>https?://[^\s?\"'<>]*pskt\.io[^\s?\"'<>]*|)\?data=(?P<data>[^&\s\"'<>]*)&sig=(?P<sig>[^&\s\"'<>#]*)"
)
_SIGNATURE = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class _Link:
    """A link in a field, and the match that found it."""

    made: Made
    match: re.Match[str]


def find(case: Case) -> Iterator[Found]:
    """Everything that is wrong with each link."""
    for name, text in case.texts.items():
        for match in _LINK.finditer(text) if "?data=" in text else ():
            yield from _in_link(case, _Link(case.field(name), match))


def _in_link(case: Case, link: _Link) -> Iterator[Found]:
    match = link.match
    if not match["url"]:
        help = "Set the project's URL before the link, and abort where it is blank."
        yield _found(case, link, "url", "the SmartPass link has no project URL", help)
    if not _SIGNATURE.fullmatch(match["sig"]):
        message = f"the signature {match['sig'][:80]!r} is not 40 or 64 hexadecimal digits"
        yield _found(case, link, "sig", message, "Sign with hmac_sha1_hex everything before &sig=.")
    yield from _in_data(case, link)


def _in_data(case: Case, link: _Link) -> Iterator[Found]:
    data = unquote(link.match["data"])
    if not data:
        help = "See that the variable that is encoded has the name that was captured."
        yield _found(case, link, "data", "the pass data in the SmartPass link is empty", help)
        return
    try:
        text = _decoded(data)
    except ValueError:
        help = "Encode the JSON with base64_encode, and change + / = before signing."
        yield _found(case, link, "data", "the data of the SmartPass link is no base64 of a text", help)
        return
    try:
        value = json.loads(text)
    except ValueError:
        if not any(payload.text.strip() == text.strip() for payload in payloads(case)):
            yield _found(case, link, "data", "the data of the SmartPass link is no JSON", "Encode a JSON object.", text)
        return
    yield from _in_value(case, link, text, value)


def _decoded(data: str) -> str:
    """Base64 in either alphabet; ValueError where it is none of a text in UTF-8."""
    bare = data.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), b"-_", validate=True).decode()


def _in_value(case: Case, link: _Link, text: str, value: Any) -> Iterator[Found]:
    if not isinstance(value, dict) or not value:
        message = "the pass data is no object with members"
        yield _found(case, link, "data", message, 'Write {"person.externalId":"…"}.', text)
        return
    for key, item in value.items():
        if not isinstance(item, str):
            message = f"{key!r} in the pass data is no text: {json.dumps(item, ensure_ascii=False)}"
            help = 'Put it in quotes: every value is a text, "100" and "true" too.'
            yield from _at_key(case, link, text, key, message, help)
        elif not form_of(key):
            known = replacement(key)
            help = f"Write {known}." if known else "See PassKit's list of fields; one of your own begins with meta."
            yield from _at_key(case, link, text, key, f"PassKit knows no field {key!r} in a link", help)


def _at_key(case: Case, link: _Link, text: str, key: str, message: str, help: str) -> Iterator[Found]:
    """The finding at the member in the template, where the data was made of one."""
    for made in case.made:
        if made.name and made.text.strip() == text.strip() and f'"{key}"' in made.text:
            blame = case.blame(made, made.text.index(f'"{key}"') + 1)
            if blame.attributes:
                return  # somebody's own member, which injected-json tells of
            yield Found(message, blame.span or case.fallback(), help, related=blame.related, shown=whole(text))
            return
    yield _found(case, link, "data", message, help, text)


def _found(case: Case, link: _Link, part: str, message: str, help: str, shown: str = "") -> Found:
    start, end = link.match.span(part)
    blame = (_hole(case, link, start) if start == end else None) or case.blame(link.made, start)
    return Found(message, blame.span or case.fallback(), help, shown=shown or whole(link.match[0]))


def _hole(case: Case, link: _Link, start: int) -> Blame | None:
    """The output that printed nothing in the link, wherever that was put together."""
    within = start - link.match.start()
    for made in [link.made, *case.made]:
        at = made.text.find(link.match[0])
        for stretch in made.stretches if at >= 0 else ():
            if stretch.start == stretch.end == at + within:
                return case.blame_stretch(made, stretch)
    return None
