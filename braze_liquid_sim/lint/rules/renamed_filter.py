"""A filter is called by a former name.

Braze renamed ``hmac_sha1`` to ``hmac_sha1_hex`` when it added one that gives base64. The old name still works; the new
one says which of the two it is.

Example:
    {{ ${user_id} | hmac_sha1: 'example-key' }}

Instead:
    {{ ${user_id} | hmac_sha1_hex: 'example-key' }}

Source: Braze: filters (encoding)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.listed import RENAMED
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.WARNING
FIX = "safe"


def find(field: Field) -> Iterator[Found]:
    """Every filter with a newer name."""
    for call in field.filters:
        if call.name in RENAMED:
            place = (call.start, call.start + len(call.name))
            new = RENAMED[call.name]
            message = f"{call.name} is the former name of {new}"
            yield field.found(place, message, f"Write {new}.", edits=field.edit(*place, new))
