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

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Body, Node, Output, Text
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.facts.brackets import unmatched
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.ERROR

_LOOKS = re.compile(r"\s*\{\s*['\"\w]|\s*\[\s*[{\"]")
_STRINGS_AND_GAPS = re.compile(rf'"(?:[^"\\]|\\.)*(?:"|\Z)|({GAP})', re.DOTALL)
_SENT_AS_IT_IS = re.compile(
    r"(?:\{\{-?|=)\s*(?=\w+\s*\|\s*(?:base64_|hmac_|sha|md5|json_parse))(\w+)|:body\s+\{\{\s*(?=\w+\s*\}\})(?P<body>\w+)"
)
"""The name of a variable that is encoded, signed or sent: nothing else is put behind it."""
_MEMBER = re.compile(r"\s*,?\s*[\"{\[]")
_SEPARATED = re.compile(r"[\"\d\]}el]\s*,\s*\Z|\A\s*,\s*\Z")
_SENTENCES = {
    # From Python 3.13 on; older ones miss a key or a value.
    "Illegal trailing comma before end of object": "a comma stands before the closing brace",
    "Illegal trailing comma before end of array": "a comma stands before the closing bracket",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting value": "a value is missing",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Invalid control character at": "a line break or a tab stands inside a string",
    "Invalid \\escape": "a backslash stands before a character that needs none",
    "Unterminated string starting at": "a string is not closed",
    "Extra data": "something stands behind the end",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a text, and where in it."""

    message: str
    at: int


def find(field: Field) -> Iterator[Found]:
    """Texts that are meant as JSON, and are the same for everyone but for the values in them."""
    if "{" not in field.text or not ('"' in field.text or "'" in field.text):
        return
    for stream in field.places.streams:
        if not _is_meant(stream, field):
            continue
        if not _is_straight(stream, field):
            yield from _brackets(field, stream)
        elif mistake := _mistake(stream.shape, whole=_is_whole(stream, field)):
            yield from _found(field, stream, mistake)
    if any(stream.is_json for stream in field.places.streams):
        yield from _commas_of_loops(field)
        yield from _commas_of_branches(field)


def _brackets(field: Field, stream: Stream) -> Iterator[Found]:
    """Brackets that match on no way through branches and loops."""
    for body in _bodies(stream, field) if _is_whole(stream, field) else ():
        if wrong := unmatched(field, body):
            message = "a brace or a bracket is not closed" if wrong.open > 0 else "a bracket closes nothing"
            help = "Correct it; `braze-liquid render` shows what is sent."
            yield field.found((wrong.at, wrong.at + 1), f"this is no JSON: {message}", help)


def _commas_of_loops(field: Field) -> Iterator[Found]:
    """A comma behind every item of a loop: the last one stands before the bracket."""
    if not field.all(For):
        return
    bodies = [field.body, *(body for loop in field.all(For) for body in _around(loop, field))]
    for nodes in {id(body): body.nodes for body in bodies}.values():
        for loop, after in pairwise(node for node in nodes if node.writes):
            last = _last(loop.body) if isinstance(loop, For) else None
            if isinstance(last, Text) and isinstance(after, Text) and _ends_list(last.text, after.text):
                at = field.text.rindex(",", last.start, last.end)
                help = "Write it between items only: {% unless forloop.last %},{% endunless %}."
                yield field.found((at, at + 1), "this is no JSON: a comma stands behind the last item too", help)


def _commas_of_branches(field: Field) -> Iterator[Found]:
    """A comma that is right only where the condition behind it holds, or the one round it fails."""
    if not field.all(If):
        return
    bodies = [field.body, *(body for branch in field.all(If) for body in _around(branch, field))]
    for nodes in {id(body): body.nodes for body in bodies}.values():
        writing = [node for node in nodes if node.writes]
        for before, branch, after in zip(writing, writing[1:], writing[2:], strict=False):
            if not (isinstance(branch, If) and isinstance(before, Text) and isinstance(after, Text)):
                continue
            text = _comma_of(before, branch, after)
            if text:
                at = field.text.rindex(",", text.start, text.end)
                message = "this is no JSON for some users: the comma stands there without the member behind it"
                if text is not before:
                    message = "this is no JSON for some users: the comma stands before the closing bracket"
                help = 'Put the comma into the branch, before the member: {% if … %}, "key": …{% endif %}.'
                yield field.found((at, at + 1), message, help, severity=Severity.WARNING)


def _comma_of(before: Text, branch: If, after: Text) -> Text | None:
    """The text whose last comma is one too many for some."""
    first = next((node for node in branch.branches[0][1].nodes if node.writes), None)
    if after.text.lstrip()[:1] not in ("]", "}") or not isinstance(first, Text) or not _MEMBER.match(first.text):
        return None
    if _SEPARATED.search(before.text) and all(condition is not None for condition, _ in branch.branches):
        return before
    lasts = (_last(body) for _, body in branch.branches)
    return next((last for last in lasts if isinstance(last, Text) and last.text.rstrip().endswith(",")), None)


def _last(body: Body) -> Node | None:
    return next((node for node in reversed(body.nodes) if node.writes), None)


def _around(loop: Node, field: Field) -> Iterator[Body]:
    """The bodies of the tag that a loop stands in."""
    parent = field.parent(loop)
    if parent is not None:
        yield from (child for child in children(parent) if isinstance(child, Body))


def _ends_list(item: str, after: str) -> bool:
    return item.rstrip().endswith(",") and after.lstrip()[:1] in ("]", "}")


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


def _mistake(shape: str, *, whole: bool) -> Mistake | None:
    text, sure = _filled(shape)
    try:
        json.loads(text, object_pairs_hook=_refuse_twins)
    except _TwinError as twin:
        places = [match.start() for match in re.finditer(rf"{re.escape(json.dumps(twin.key))}\s*:", text)]
        return Mistake(f"the key '{twin.key}' stands twice", places[-1]) if len(places) > 1 else None
    except json.JSONDecodeError as error:
        if not sure or (not whole and error.pos >= len(text.rstrip()) - 1):
            return None
        return _told(text, error)
    except RecursionError:
        return None
    return None


def _filled(shape: str) -> tuple[str, bool]:
    """The text with something for each gap, as long as before; and whether every gap can only be a value."""
    sure = True

    def fill(match: re.Match[str]) -> str:
        nonlocal sure
        if match[1]:
            sure &= shape[: match.start()].rstrip().endswith(":") and shape[match.end() :].lstrip()[:1] in ",}"
            return "0"
        return match[0]

    return _STRINGS_AND_GAPS.sub(fill, shape), sure


def _told(text: str, error: json.JSONDecodeError) -> Mistake:
    at = min(error.pos, max(0, len(text.rstrip()) - 1))
    message = _SENTENCES.get(error.msg, error.msg)
    before = text[:at].rstrip()
    if text.startswith("'", at):
        return Mistake("JSON has double quotes, not single ones", at)
    if text[at] in "}]" and before.endswith(","):
        return Mistake(
            f"a comma stands before the closing {'brace' if text[at] == '}' else 'bracket'}", len(before) - 1
        )
    if error.pos >= len(text.rstrip()):
        message = "a brace or a bracket is not closed"
    return Mistake(message, at)


def _found(field: Field, stream: Stream, mistake: Mistake) -> Iterator[Found]:
    at: int | None = next((o for o in map(stream.offset, range(mistake.at, -1, -1)) if o is not None), None)
    if at is None or at >= len(field.text):
        return
    help = "Correct it; `braze-liquid render` shows what is sent."
    severity = Severity.WARNING if stream.name == "headers" else None
    yield field.found((at, at + 1), f"this is no JSON: {mistake.message}", help, severity=severity)


class _TwinError(Exception):
    """A key stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _refuse_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found and GAP not in key:
            raise _TwinError(key)
        found[key] = value
    return found
