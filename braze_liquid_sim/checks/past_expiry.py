"""A pass is sent an expiry that is over.

PassKit voids a pass whose ``expiryDate`` is past at once, and deletes members that are expired for more than 90 days.

Example:
    {"externalId":"{{ ${user_id} | json_escape }}","expiryDate":"2020-05-10T00:00:00Z"}

Instead:
    {% assign until = 'now' | date: '%s' | plus: 2592000 | date: '%F' -%}
    {"externalId":"{{ ${user_id} | json_escape }}","expiryDate":"{{ until }}T23:59:59Z"}

Source: PassKit: expiry of coupons and members
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.checks.evidence.readers import strings
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity, Span

TOPIC = "passkit"
SEVERITY = Severity.ERROR


def find(case: Case) -> Iterator[Found]:
    """Every ``expiryDate`` in what goes to PassKit."""
    for payload in payloads(case):
        if "xpiryDate" not in payload.text:
            continue
        for key, value, at in strings(payload.text):
            moment = _moment(value) if key.rpartition(".")[2] == "expiryDate" else None
            if moment and moment < case.now:
                blame = case.blame(payload.made, at)
                whose = f" of {blame.names}" if blame.attributes else ""
                message = f"the expiry {value}{whose} is past, which voids the pass at once"
                help = "Reckon it from now: 'now' | date: '%s' | plus: 2592000 | date: '%F' and T23:59:59Z behind it."
                severity = Severity.WARNING if blame.attributes else None
                shown = case.starred(around(payload.text, at, at + len(value)))
                yield Found(message, _whole(blame, value) or case.fallback(), help, severity=severity, shown=shown)


def _whole(blame: Blame, value: str) -> Span | None:
    """The date as it stands in the template, where it does."""
    span = blame.span
    if span and blame.own and span.source.text.startswith(value, span.start):
        return Span(span.source, span.start, span.start + len(value))
    return span


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
