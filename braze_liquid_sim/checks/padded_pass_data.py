"""Blanks between the members of pass data make the link longer.

They mean nothing in JSON, and each takes 4/3 characters of the link, since base64 makes four of three. In an SMS they
are paid for.

Example:
    {% capture data %}{"members.tier.id": "gold", "person.externalId": "1"}{% endcapture -%}
    https://pub1.pskt.io/c/abc123?data={{ data | base64_encode | url_param_escape }}&sig={{ 'x' | hmac_sha1_hex: 'k' }}

Instead:
    {% capture data %}{"members.tier.id":"gold","person.externalId":"1"}{% endcapture -%}
    https://pub1.pskt.io/c/abc123?data={{ data | base64_encode | url_param_escape }}&sig={{ 'x' | hmac_sha1_hex: 'k' }}

Source: RFC 4648 (base64), RFC 8259 (white space in JSON)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.fields import REPLACED, form_of

TOPIC = "passkit"
SEVERITY = Severity.NOTE

_BLANK = re.compile(r'"(?:\\.|[^"\\])*"|(\s+)')


def find(case: Case) -> Iterator[Found]:
    """Pass data that are captured or assigned, and shorter as compact JSON."""
    if case.hostile:
        return
    for payload in payloads(case):
        text = payload.text.strip()
        if payload.made.name and _is_pass_data(text):
            blanks = [match.start(1) for match in _BLANK.finditer(text) if match[1]]
            more = sum(len(match[1]) for match in _BLANK.finditer(text) if match[1]) * 4 // 3
            if blanks:
                at = payload.text.index(text) + blanks[0]
                blame = case.blame(payload.made, at)
                message = f"the blanks in the pass data make the link {more} character{'s' * (more > 1)} longer"
                yield Found(message, blame.span or case.fallback(), 'Write it without them: {"a":"b","c":"d"}.')


def _is_pass_data(text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict) and bool(value) and all(form_of(key) or key in REPLACED for key in value)
