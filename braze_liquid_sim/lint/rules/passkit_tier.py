"""The id of a tier is none of the account's.

The settings list the tiers of your programme (``tiers`` under ``[passkit]``). Ids of tiers are words in lower case, and
are not their names. Nobody is enrolled in a tier that does not exist.

Example:
    {% capture pass_data %}{"members.tier.id":"platinum"}{% endcapture %}

Instead:
    {% capture pass_data %}{"members.tier.id":"gold"}{% endcapture %}

Source: PassKit: comments of the Java SDK 1.1.138
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.documents import Member
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.model import Severity
from braze_liquid_sim.workspace.names import suggestion

TOPIC = "passkit"
SEVERITY = Severity.ERROR
OF_CONSTANTS = True


def find(field: Field) -> Iterator[Found]:
    """Constant tiers that the settings do not list."""
    tiers = [str(tier) for tier in field.file.project.passkit.get("tiers") or ()]
    if not tiers:
        return
    for stream, member in _tiers(field):
        text = member.value.text
        if member.value.kind == "text" and member.value.is_known and text not in tiers:
            place = field.passkit.place(stream, member.value.start + 1, member.value.end - 1)
            yield field.found(place, f"the settings list no tier {text!r}", suggestion(text, tiers))


def _tiers(field: Field) -> Iterator[tuple[Stream, Member]]:
    for payload in field.passkit.payloads:
        yield from ((payload.stream, one) for one in payload.json.members if one.key == "members.tier.id")
    for request in field.passkit.requests:
        if request.body and request.json and request.message.startswith("members."):
            stream = request.body
            yield from ((stream, one) for one in request.json.members if one.key == "tierId")
