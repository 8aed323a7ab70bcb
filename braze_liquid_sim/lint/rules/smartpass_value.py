"""A value of pass data has a form that its field does not take.

``universal.expiryDate`` is a date and time with a zone, ``person.gender`` is 0, 1 or 2, a phone number has its country
and no blanks, and the id of a tier is in lower case. Of a location and of a beacon some fields go together.

Example:
    {% capture pass_data %}{"members.tier.id":"gold","universal.expiryDate":"2027-03-05"}{% endcapture %}

Instead:
    {% capture pass_data %}{"members.tier.id":"gold","universal.expiryDate":"2027-03-05T23:59:59Z"}{% endcapture %}

Source: PassKit: field names in smart-pass-link-from-csv-generator; comments of the Java SDK 1.1.138
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import advice, is_number, is_of_braze, sampled
from braze_liquid_sim.lint.facts.documents import Member
from braze_liquid_sim.lint.facts.passkit_parts import Payload
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import fields

TOPIC = "passkit"
SEVERITY = Severity.ERROR
OF_CONSTANTS = True


def find(field: Field) -> Iterator[Found]:
    """Values whose form is known and wrong, and groups of fields that are not whole."""
    for payload in field.passkit.payloads:
        for member in payload.json.members:
            fault = _fault(field, payload, member) if member.value.kind == "text" else ""
            if fault:
                yield _found(field, payload, member, fault)
        if payload.json.whole:
            yield from _incomplete(field, payload)


def _fault(field: Field, payload: Payload, member: Member) -> str:
    text = sampled(field, payload.stream, member)
    if text:
        return fields.value_fault(member.key, text)
    seconds = fields.form_of(member.key) == "moment" and member.value.text == GAP
    if seconds and is_number(field, payload.stream, member.key):
        return fields.value_fault(member.key, "0")
    if text is None and member.key == "person.gender" and is_of_braze(field, payload.stream, member.key):
        return "${gender} is M, F or another letter; it has to be 0, 1 (male) or 2 (female)"
    return ""


def _found(field: Field, payload: Payload, member: Member, fault: str) -> Found:
    value = member.value
    places = [(value.start + 1, value.end - 1), (value.start, value.end), (member.start, member.end)]
    written = [place for place in places if field.passkit.stands(payload.stream, *place)]
    place = field.passkit.place(payload.stream, *(written or places)[0])
    return field.found(place, f"{member.key} does not take this: {fault}", advice(fault))


def _incomplete(field: Field, payload: Payload) -> Iterator[Found]:
    members = {member.key: member for member in payload.json.members}
    for one, names in fields.incomplete(members).items():
        lacking = [name for name in names if f"{one}.{name}" not in field.text]
        if lacking:
            first = next(member for key, member in members.items() if key.startswith(f"{one}."))
            place = field.passkit.place(payload.stream, first.start, first.end)
            wanted = " and ".join(f"{one}.{name}" for name in lacking)
            yield field.found(place, f"{one} lacks {wanted}, without which it is refused", f"Add {wanted}.")
