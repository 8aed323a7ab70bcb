"""The JSON that a template builds is none, whoever the user is.

A comma too many or too few, single quotes, a bracket that is missing, a line break inside a string or a key that stands
twice: the receiver refuses the request, or of two values takes the one you did not mean. Of templates that write
JSON in branches or loops only commas that are too many for some, and brackets that match for nobody, are seen;
``check`` reads what comes out of them.

Example:
    {"externalId": "{{ id | json_escape }}",}

Instead:
    {"externalId": "{{ id | json_escape }}"}

Source: RFC 8259
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Body, Node, Output, Text
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.brackets import unmatched
from braze_liquid_sim.lint.facts.commas import surplus_commas
from braze_liquid_sim.lint.facts.skeletons import Mistake, mistake_in
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.ERROR

_LOOKS = re.compile(r"\s*\{\s*['\"\w]|\s*\[\s*[{\"]")
_SENT_AS_IT_IS = re.compile(
    r"(?:\{\{-?|=)\s*(?=\w+\s*\|\s*(?:base64_|hmac_|sha|md5|json_parse))(\w+)|:body\s+\{\{\s*(?=\w+\s*\}\})(?P<body>\w+)"
)
"""The name of a variable that is encoded, signed or sent: nothing else is put behind it."""


def find(field: Field) -> Iterator[Found]:
    """Texts that are meant as JSON, and are the same for everyone but for the values in them."""
    if "{" not in field.text or not ('"' in field.text or "'" in field.text):
        return
    for stream in field.places.streams:
        if not _is_meant(stream, field):
            continue
        if not _is_straight(stream, field):
            yield from _brackets(field, stream)
        elif mistake := mistake_in(stream.shape, whole=_is_whole(stream, field)):
            yield from _found(field, stream, mistake)
    if any(stream.is_json for stream in field.places.streams):
        for comma in surplus_commas(field):
            users = " for some users" if comma.sometimes else ""
            severity = Severity.WARNING if comma.sometimes else None
            message = f"this is no JSON{users}: {comma.message}"
            yield field.found((comma.at, comma.at + 1), message, comma.help, severity=severity)


def _brackets(field: Field, stream: Stream) -> Iterator[Found]:
    """Brackets that match on no way through branches and loops."""
    for body in _bodies(stream, field) if _is_whole(stream, field) else ():
        if wrong := unmatched(field, body):
            message = "a brace or a bracket is not closed" if wrong.open > 0 else "a bracket closes nothing"
            help = "Correct it; `braze-liquid render` shows what is sent."
            yield field.found((wrong.at, wrong.at + 1), f"this is no JSON: {message}", help)


def _is_meant(stream: Stream, field: Field) -> bool:
    """Whether JSON is surely what it is for."""
    if stream.name not in ("", "body", "headers") or not _LOOKS.match(stream.shape):
        return False
    if stream.node is None and field.source.kind != "webhook":
        return field.name == "body" and stream.is_json and stream.shape.rstrip().endswith("}")
    return stream.is_json or stream.name == "headers" or (stream.node is None and field.name == "body")


def _is_whole(stream: Stream, field: Field) -> bool:
    """Whether nothing is put before or behind it elsewhere; a capture may be a part of more."""
    if not isinstance(stream.node, Capture) or stream.shape.rstrip().endswith(("}", "]")):
        return True
    return any(stream.node.name in found.groups() for found in _SENT_AS_IT_IS.finditer(field.text))


def _is_straight(stream: Stream, field: Field) -> bool:
    """Whether no branch, loop or block writes into it."""
    return all(_is_plain(node, field) for body in _bodies(stream, field) for node in body.nodes)


def _bodies(stream: Stream, field: Field) -> list[Body]:
    node = stream.node
    if node is None:
        return [field.body]
    if isinstance(node, Capture):
        return [node.body]
    if isinstance(node, ConnectedContent):
        return [body for name, body in zip(node.fields, node.values, strict=True) if name == stream.name]
    return []


def _is_plain(node: Node, field: Field) -> bool:
    if isinstance(node, Output):
        return not field.flow.value(node).varies
    return isinstance(node, Text) or not node.writes


def _found(field: Field, stream: Stream, mistake: Mistake) -> Iterator[Found]:
    at: int | None = next((o for o in map(stream.offset, range(mistake.at, -1, -1)) if o is not None), None)
    if at is None or at >= len(field.text):
        return
    help = "Correct it; `braze-liquid render` shows what is sent."
    severity = Severity.WARNING if stream.name == "headers" else None
    yield field.found((at, at + 1), f"this is no JSON: {mistake.message}", help, severity=severity)
