"""A value of pass data is not a text.

Pass data are one flat object in which every value is a text, numbers and ``true`` included. PassKit reads them into a
map of texts: anything else is refused or lost.

Example:
    {% capture pass_data %}{"members.tier.id":"gold","members.member.points":100}{% endcapture %}

Instead:
    {% capture pass_data %}{"members.tier.id":"gold","members.member.points":"100"}{% endcapture %}

Source: PassKit: smart-pass-link-from-csv-generator; map<string, string> in the Python SDK 1.1.162
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.documents import Member
from braze_liquid_sim.lint.facts.passkit_parts import Payload
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "passkit"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_KINDS = {
    "number": "a number",
    "word": "no text",
    "object": "an object",
    "list": "a list",
    "gap": "written without quotes",
}


def find(field: Field) -> Iterator[Found]:
    """Numbers, words, objects, lists and outputs without quotes."""
    for payload in field.passkit.payloads:
        for member in payload.json.members:
            if member.value.kind != "text" and not _is_quoted_by_filter(field, payload, member):
                yield _found(field, payload, member)


def _is_quoted_by_filter(field: Field, payload: Payload, member: Member) -> bool:
    """``as_json_string`` brings its own quotes."""
    if member.value.kind != "gap":
        return False
    outputs = [one for one in payload.stream.outputs if field.places.of(one).key == member.key]
    return not outputs or any(field.flow.value(one).kind == "json" for one in outputs)


def _found(field: Field, payload: Payload, member: Member) -> Found:
    value = member.value
    written = field.passkit.stands(payload.stream, value.start, value.end)
    start, end = (value.start, value.end) if written else (member.start, member.end)
    place = field.passkit.place(payload.stream, start, end)
    message = f"the value of {member.key} is {_KINDS[value.kind]}, and pass data hold texts alone"
    if value.kind == "object":
        return field.found(place, message, 'Write one key with dots for each value: "members.tier.id":"gold".')
    if value.kind == "list" or value.text == "null":
        return field.found(place, message, "Write one text, or leave the field out.")
    edits = _edits(field, value.text, place) if written and value.kind in ("number", "word") else ()
    return field.found(place, message, "Put it in quotes.", edits=edits)


def _edits(field: Field, text: str, place: tuple[int, int]) -> tuple[Edit, ...]:
    return field.edit(*place, f'"{text}"') if field.written(*place) == text else ()
