"""An expiry is a fixed date, the same for everyone.

A campaign that goes on sending gives later recipients less and less time, and from that day on what has expired.
``past-date`` says when that has happened.

Example:
    {"expiryDate": "2026-12-31T23:59:59Z"}

Instead:
    {"expiryDate": "{{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z"}

Source: PassKit: expiry of coupons and members
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.dates import ends
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING
OF_CONSTANTS = True

_EXPIRY = re.compile("expir", re.IGNORECASE)
_HELP = "Compute it: {{ 'now' | date: '%s' | plus: 2592000 | date: '%F' }}T23:59:59Z is in 30 days."


def find(field: Field) -> Iterator[Found]:
    """Expiries that are sent and still to come."""
    for one in ends(field):
        if one.sent and one.day >= field.file.project.today and _EXPIRY.search(one.key):
            message = f"{one.key} is the same for everyone: {one.text}"
            yield field.found((one.start, one.end), message, _HELP)
