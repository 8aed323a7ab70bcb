"""A name that a namespace of Braze's does not have.

``campaign``, ``canvas``, ``card``, ``app`` and the devices hold the names that Braze lists, and no others: a misspelt
one is empty in every message.

Example:
    {{ campaign.${nmae} }}

Instead:
    {{ campaign.${name} }}

Source: Braze: supported personalization tags, SMS keyword responses, WhatsApp user messages
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.nearby import near
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_ID = re.compile(r"[0-9a-f]{6,}-|\d", re.IGNORECASE)
_BRACED = re.compile(r"\$\{[^{}\n]*\}?")


def find(field: Field) -> Iterator[Found]:
    """Every member that is not on the list of its namespace; ids of subscription groups are the author's own."""
    for path in field.paths:
        space = NAMESPACES.get(path.root) if isinstance(path.root, str) else None
        if not space or not space.members or not path.segments or not path.segments[0].braced:
            continue
        key = path.segments[0].key
        if not isinstance(key, str) or not key or key in space.members:
            continue
        if path.root == "subscribed_state" and (_ID.search(key) or not near(key, space.members)):
            continue
        name = key.partition(".")[0]
        if name in space.members:
            continue
        meant = near(key, space.members)
        written = _BRACED.search(field.text, path.start)
        place = written.span() if written else (path.start, path.end)
        edits = field.edit(*place, f"${{{meant}}}") if meant else ()
        message = f"{path.root} has no ${{{key}}}"
        help = f"Did you mean ${{{meant}}}?" if meant else f"It has {', '.join(sorted(space.members))}."
        yield field.found(place, message, help, edits=edits)
