"""An address, a number or a date of birth travels in a link that anybody can read.

The data of a hashed SmartPass link is base64: signed, so that nobody changes it, but not encrypted. Link trackers,
shorteners, proxies and the history of the browser see all of it. A name on the pass is inherent to such a link; what
finds a person elsewhere is not.

Example:
    {% capture pass_data %}{"person.emailAddress":"{{${email_address} | default: '' | json_escape}}"}{% endcapture %}

Instead:
    {% capture pass_data %}{"person.displayName":"{{${first_name} | default: 'Member' | json_escape}}"}{% endcapture %}

Source: PassKit: hashed SmartPass links (base64 of the data, signed)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.WARNING

_PERSONAL = {
    "person.emailAddress": "an e-mail address",
    "person.mobileNumber": "a phone number",
    "person.dateOfBirth": "a date of birth",
    "person.gender": "a gender",
}
_BY_CALL = "/distribution/smartpasslink"
"""The call that has PassKit make the link: what is sent to it does not stand in the link."""


def find(field: Field) -> Iterator[Found]:
    """The members of pass data that say more of a person than a name."""
    if "person." not in field.text or _BY_CALL in field.text.lower():
        return
    for payload in field.passkit.payloads:
        for member in payload.json.members:
            if member.key in _PERSONAL and member.value.text:
                place = field.passkit.place(payload.stream, member.start, member.end)
                message = f"{member.key} puts {_PERSONAL[member.key]} into the link, for all to read who see it"
                help = (
                    "Leave it out, and write it onto the pass with a webhook, or have PassKit make the link by a call."
                )
                yield field.found(place, message, help)
