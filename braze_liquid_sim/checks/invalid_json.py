"""What is sent as JSON is none for some user.

Found in a webhook's body, in the bodies of Connected Content calls and in JSON that goes into base64, by a strict
reader: quotes, backslashes and line breaks that were not escaped, a value that is missing, a comma too many, a key that
stands twice, ``NaN``. A link is signed all the same and a webhook sent; both fail at the receiver, for that user alone.

Example:
    {"name":"{{ ${first_name} }}"}

Instead:
    {"name":"{{ ${first_name} | json_escape }}"}

Source: RFC 8259; Braze: Liquid filters (json_escape)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case, Made, outputs
from braze_liquid_sim.checks.evidence.payloads import Payload, payloads
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.checks.evidence.readers import Fault, fault_of
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.ERROR

_LOOKED_AT = 200
"""Characters that are looked at for who brought them."""
_BREAKING = '"\\' + "".join(map(chr, range(32)))


def find(case: Case) -> Iterator[Found]:
    """The first fault of each text that is meant to be JSON."""
    for payload in payloads(case):
        fault = fault_of(payload.text)
        if fault:
            yield from _found(case, payload, fault)


def _found(case: Case, payload: Payload, fault: Fault) -> Iterator[Found]:
    blame = _breaker(case, payload.made, fault.offset)
    if case.hostile and (_is_bare(payload.text, blame) or not (blame.text or blame.is_of_users)):
        return  # a number, of which only a made-up user has a text; a property that every event has
    cause = f", because of what {blame.names} holds" if blame.attributes else ""
    if blame.attributes and not blame.text:
        cause = f", because {blame.names} is missing"
    message = f"{payload.what} is no JSON: {fault.reason}{cause}"
    shown = case.starred(around(payload.text, fault.offset))
    yield Found(message, blame.span or case.fallback(), _help(blame), related=blame.related, shown=shown)


def _is_bare(text: str, blame: Blame) -> bool:
    """Whether a user's value stands where JSON wants one without quotes."""
    at = text.find(blame.text) if blame.attributes and blame.text.strip() else 0
    return text[:at].rstrip()[-1:] in (":", "[", ",")


def _help(blame: Blame) -> str:
    if blame.attributes and not blame.text:
        return "Give it a default, or leave the member out: {% if … != blank %}…{% endif %}."
    if blame.attributes:
        return "Escape it last, inside the quotes: {{ … | json_escape }}."
    return "Mend the template's own text there; the values in it are not the cause."


def _breaker(case: Case, made: Made, offset: int) -> Blame:
    """Who brought the character that a reader stumbles over, or one shortly before that moved the quotes."""
    blame = case.blame(made, min(offset, len(made.text) - 1))
    if blame.attributes:
        return case.guilty(blame, _BREAKING)
    silent = [stretch for stretch, text in outputs(made) if not text and stretch.end == offset]
    suspects = [case.blame_stretch(made, stretch) for stretch in silent]
    suspects += [case.blame(made, at) for at in _nearest(made.text, offset)]
    guilty = next((suspect for suspect in suspects if suspect.attributes), None)
    return case.guilty(guilty, _BREAKING) if guilty else blame


def _nearest(text: str, offset: int) -> list[int]:
    """Where characters stand that break JSON, those next to an offset first."""
    found = [at for at, character in enumerate(text) if character in _BREAKING]
    return sorted(found, key=lambda at: abs(at - offset))[:_LOOKED_AT]
