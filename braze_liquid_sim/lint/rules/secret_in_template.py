"""A secret stands in the template.

Everybody who may read the template can use it, and so can everybody who gets hold of an export or of the repository. A
stored credential of Connected Content is seen by nobody, and a header that begins with ``Bearer`` needs no other. A key
of an ``hmac_`` filter can only stand in the text that is pasted: declare a parameter of type ``secret``, write
``[[ name ]]`` here, and let ``export`` fill it in; keep the content block restricted. A secret that was published has
to be replaced. A value that a note under ``parameters`` in the front matter names is not reported.

Example:
    {% connected_content https://example.com/points :headers {"Authorization": "Bearer s0Fk29xPq71LmZ"} :save points %}

Instead:
    {% connected_content https://example.com/points :auth_credentials shop :save points %}

Source: Braze: making an API call; PassKit: hashed SmartPass links
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal
from braze_liquid_sim.lint.facts.credentials import (
    Credential,
    constants,
    credentials,
    declared,
    hidden,
    is_example,
    is_placeholder,
    overlaps,
)
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "secrets"
SEVERITY = Severity.WARNING
OF_CONSTANTS = True

_KNOWN = {
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{60,}",
    "a GitLab token": r"\bglpat-[\w-]{20}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}",
    "a JSON Web Token": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}",
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "a SendGrid key": r"\bSG\.[\w-]{16,}\.[\w-]{16,}",
    "a Shopify token": r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
    "a Slack token": r"\bxox[abeprs]-[\w-]{10,}",
    "a Stripe key": r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}",
    "a bearer token": r"\bBearer[ ]+(?=[\w.~+/-]*[0-9])[\w.~+/-]{16,}=*",
}
_TOKEN = re.compile("|".join(f"({pattern})" for pattern in _KNOWN.values()))
_BEGINNINGS = (
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "AIza", "eyJ", "-----BEGIN", "SG.",
    "shp", "xox", "k_live_", "k_test_", "Bearer",
)  # fmt: skip
_HEX_KEY = re.compile(r"[0-9A-Fa-f]{64}")
_TAKE_OUT = "Take it out, and replace it where it was given to you."
_SHORTEST = {"signing key": 1, "header": 6, "request": 6, "variable": 8}
_INSTEAD = {
    "signing key": "Declare a parameter of type secret, write [[ name ]] here, and restrict who can read the block.",
    "header": "Use a stored credential (:auth_credentials), or a placeholder that the front matter names.",
    "request": "Use a stored credential of Connected Content (:basic_auth, :auth_credentials).",
    "variable": "Use a stored credential of Connected Content, or a placeholder that the front matter names.",
}


def find(field: Field) -> Iterator[Found]:
    """Constant credentials, and tokens that are known by their look, wherever they stand."""
    told: list[tuple[int, int]] = []
    for credential in credentials(field):
        if _is_secret(credential, field) and not overlaps(told, credential.start, credential.end):
            told.append((credential.start, credential.end))
            yield _found(credential, field)
    yield from _known(field, told)
    yield from _hex_keys(field, told)


def _is_secret(credential: Credential, field: Field) -> bool:
    text = credential.text
    if len(text) < _SHORTEST[credential.place] or is_placeholder(text) or is_example(text):
        return False
    if credential.place != "signing key" and any(char.isspace() for char in text):
        return False
    return not declared(field.file, text)


def _found(credential: Credential, field: Field) -> Found:
    named = {"signing key": "the key of", "header": "the header", "variable": "the variable"}
    where = f"{named.get(credential.place, 'the parameter')} {credential.name}"
    message = f"{where} is a secret in plain text: {hidden(credential.text)}"
    if credential.place == "signing key" and _HEX_KEY.fullmatch(credential.text):
        message += "; 64 hex digits are PassKit's encryption key, links are signed with the project's secret"
    return field.found((credential.start, credential.end), message, _INSTEAD[credential.place])


def _known(field: Field, told: list[tuple[int, int]]) -> Iterator[Found]:
    if not any(beginning in field.text for beginning in _BEGINNINGS):
        return
    spans = constants(field)
    for match in _TOKEN.finditer(field.text):
        start, end = match.span()
        inside = any(first <= start and end <= last for first, last in spans)
        if inside and not overlaps(told, start, end) and not declared(field.file, match[0]):
            told.append((start, end))
            kind = list(_KNOWN)[(match.lastindex or 1) - 1]
            message = f"this looks like {kind}: {hidden(match[0])}"
            yield field.found((start, end), message, _TAKE_OUT)


def _hex_keys(field: Field, told: list[tuple[int, int]]) -> Iterator[Found]:
    for literal in field.all(Literal):
        value = literal.value
        if not isinstance(value, str) or not _HEX_KEY.fullmatch(value) or declared(field.file, value):
            continue
        if not overlaps(told, literal.start, literal.end):
            message = f"64 hex digits look like an encryption key: {hidden(value)}"
            yield field.found(literal, message, _TAKE_OUT)
