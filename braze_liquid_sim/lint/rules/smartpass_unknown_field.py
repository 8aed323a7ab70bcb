"""Pass data have a field that PassKit does not know.

What becomes of it is not documented: at best the field is ignored, so that a member lands in the default tier, at worst
the link does not open. ``members.tier.name`` became ``members.tier.id`` in July 2021. Fields of your own begin with
``meta.``.

Example:
    {% capture pass_data %}{"members.tier.name":"gold","person.displayName":"Jane"}{% endcapture %}

Instead:
    {% capture pass_data %}{"members.tier.id":"gold","person.displayName":"Jane"}{% endcapture %}

Source: PassKit: field names in smart-pass-link-from-csv-generator
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.documents import Member
from braze_liquid_sim.lint.facts.passkit_parts import Payload
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import fields

TOPIC = "passkit"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every key that is on no list."""
    for payload in field.passkit.payloads:
        for member in payload.json.members:
            if GAP not in member.key and member.value.kind not in ("object", "list") and not fields.form_of(member.key):
                yield _found(field, payload, member)


def _found(field: Field, payload: Payload, member: Member) -> Found:
    key = member.key
    place = field.passkit.place(payload.stream, member.start, member.end)
    if key in fields.UNSETTABLE:
        return field.found(place, f"a link cannot set {key}, which only PassKit sets", "Take it out.")
    meant = fields.replacement(key)
    if not meant:
        numbered = key.startswith(("location[", "beacon["))
        own = f"Fields of your own begin with meta.: meta.{key.rpartition('.')[2]}."
        help = "Number them from 1 to 10." if numbered else own
        return field.found(place, f"{key} is no field of pass data", help, severity=Severity.WARNING)
    edits = field.edit(*place, meant) if field.written(*place) == key else ()
    message = f"{key} is no field of pass data"
    if key in fields.REPLACED:
        message += f", {meant} is"
    return field.found(place, message, f"Write {meant}.", edits=edits)
