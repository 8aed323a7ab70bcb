"""A placeholder was left where a value of your own belongs.

Nothing complains: a link is signed with ``Project_Secret`` as readily as with the secret, and is refused by whoever
checks it; a request with ``Bearer <TOKEN>`` is answered with 401. The example of a parameter, ``[[ name ]]``, is not
reported: ``export`` fills in the value. Neither is a value that a note under ``parameters`` in the front matter names,
as its key or in its text, nor a ``<NAME>`` in a header of a webhook that has ``parameters``. A value that calls itself
an example is a note.

Example:
    {{ link | hmac_sha1_hex: 'Project_Secret' }}

Instead:
    ---
    parameters:
      secret: { type: secret, example: not-the-secret, from: { env: PROJECT_SECRET } }
    ---
    {{ link | hmac_sha1_hex: '[[ secret ]]' }}

Source: PassKit: hashed SmartPass links
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Text
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.credentials import (
    Credential,
    constants,
    credentials,
    declared,
    has_parameters,
    is_example,
    is_placeholder,
    overlaps,
)
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "secrets"
SEVERITY = Severity.WARNING
OF_CONSTANTS = True

_ANYWHERE = re.compile(
    r"""
    <[A-Z][A-Z0-9]*(?:[_ -][A-Z0-9]+)+> | <(?:your|insert|enter)[ _-][\w .-]+>
    | \[(?:YOUR|INSERT|ENTER)[ _-][A-Z0-9_ -]+\]
    | (?<![\w\])}])\[(?i:(?:first|last|full|sur|customer|user|company|product|recipient)[ _]?name)\]
    | \bYOUR[_-][A-Z0-9]+(?:[_-][A-Z0-9]+)*\b
    | \byour[_-](?:\w+[_-])*(?:key|token|secret|id|domain|password)\b
    | \b[A-Z0-9]+(?:_[A-Z0-9]+)*_HERE\b
    | \b(?:REPLACE|CHANGE|INSERT|FILL)_(?:ME|THIS|WITH_\w+)\b | \bchangeme\b
    | \b(?:TODO|FIXME):[ ] | \b[Ll]orem[ ]ipsum\b
    """,
    re.VERBOSE,
)
_OF_LINKS = re.compile(r"(?<![{$])\{([A-Za-z][\w-]*)\}(?!\})|<([A-Za-z][\w-]*)>", re.ASCII)
_HELP = "Put your own value in its place, or a parameter, [[ name ]], that the front matter declares."
_HINT = re.compile(
    r"[Nn]ame\]|NAME\]|<[A-Z][A-Z0-9]*[_ -]|[<\[](?:your|insert|enter|YOUR|INSERT|ENTER)[ _-]|(?:YOUR|your)[_-]|HERE"
    r"|REPLACE_|CHANGE_|INSERT_|FILL_|changeme|TODO:|FIXME:|orem ipsum"
)


def find(field: Field) -> Iterator[Found]:
    """Placeholders at the places for credentials, and those that are unmistakable anywhere."""
    told: list[tuple[int, int]] = []
    for credential in credentials(field):
        span = (credential.start, credential.end)
        if span not in told and _left(credential, field):
            told.append(span)
            yield _found(credential, field)
    if _HINT.search(field.text):
        yield from _anywhere(field, told)
    if "{" in field.text or "<" in field.text:
        yield from _of_links(field, told)


def _left(credential: Credential, field: Field) -> bool:
    text = credential.text
    if not (is_placeholder(text) or (is_example(text) and credential.place == "signing key")):
        return False
    if credential.place == "variable" and not (text.isupper() or text.startswith("<") or "your" in text.lower()):
        return False
    return not _filled_in_later(field, text)


def _filled_in_later(field: Field, text: str) -> bool:
    if declared(field.file, text) or declared(field.file, text.strip("<>[]")):
        return True
    return text.startswith("<") and field.name.startswith("headers.") and has_parameters(field.file)


def _found(credential: Credential, field: Field) -> Found:
    of = "key of" if credential.place == "signing key" else credential.place
    message = f"the {of} {credential.name} is a placeholder: '{credential.text}'"
    severity = Severity.ERROR if credential.place == "signing key" else None
    if is_example(credential.text):
        severity = Severity.NOTE
    return field.found((credential.start, credential.end), message, _HELP, severity=severity)


def _anywhere(field: Field, told: list[tuple[int, int]]) -> Iterator[Found]:
    spans = constants(field)
    for match in _ANYWHERE.finditer(field.text):
        start, end = match.span()
        inside = any(first <= start and end <= last for first, last in spans)
        known = overlaps(told, start, end) or _filled_in_later(field, match[0]) or _is_hidden(field, start)
        if inside and not known:
            told.append((start, end))
            yield field.found((start, end), f"the placeholder '{match[0].rstrip(': ')}' was left in", _HELP)


def _is_hidden(field: Field, start: int) -> bool:
    """Whether it stands in a comment of HTML."""
    return field.text.rfind("<!--", 0, start) > field.text.rfind("-->", 0, start)


def _of_links(field: Field, told: list[tuple[int, int]]) -> Iterator[Found]:
    """``{id}``, ``<id>`` in the address of a call or of a webhook: API references write what is to be filled in so."""
    bodies = [call.url for call in field.all(ConnectedContent)]
    bodies += [field.body] if field.name == "url" and field.source.kind == "webhook" else []
    for node in (node for body in bodies for node in body.nodes if isinstance(node, Text)):
        for match in _OF_LINKS.finditer(field.text, node.start, node.end):
            named = match[1] or match[2]
            if not _filled_in_later(field, named) and not overlaps(told, *match.span()):
                yield field.found(match.span(), f"the placeholder '{match[0]}' was left in", _HELP)
