"""A second later the same user gets another link or another id.

The preview, the test and the message differ, no service can recognise a link that it has seen, and a signed link is a
new one for each rendering. The cause is ``'now'`` down to the second; a day is fine enough for an expiry. A time that
a receiver is told as such, in a member of JSON of its own, is left alone.

Example:
    https://example.com/?until={{ 'now' | date: '%s' | plus: 86400 }}

Instead:
    https://example.com/?until={{ 'now' | date: '%s' | plus: 86400 | date: '%F' }}

Source: measured: the output at two clocks a second apart
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case, Made
from braze_liquid_sim.checks.evidence.links import Link, links
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.checks.evidence.quoting import around, whole
from braze_liquid_sim.checks.evidence.readers import strings
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "dates"
SEVERITY = Severity.WARNING

_TIMES = ("time", "date", "_at", "At", "timestamp", "now", "ts", "expir", "until", "nonce", "sign")
_A_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?")
"""A value that is a time and nothing else, whatever its key is called."""


def find(case: Case) -> Iterator[Found]:
    """Every link, and every id in JSON, that differs between two clocks a second apart."""
    if case.hostile or not case.texts or not _differs(case):
        return
    yield from _links(case)
    yield from _members(case)


def _differs(case: Case) -> bool:
    urls = [call.url for call in case.calls]
    return case.texts != case.later.texts or urls != [call.url for call in case.later.calls]


def _links(case: Case) -> Iterator[Found]:
    found, later = list(links(case)), list(links(case.later))
    for link, other in zip(found, later, strict=False):
        if link.text != other.text:
            yield _found(case, link, other)


def _found(case: Case, link: Link, other: Link) -> Found:
    at = link.start + _difference(link.text, other.text)
    source = _deeper(case, case.blame(link.made, at))
    help = "Round it to the day: | date: '%F' and a fixed time behind it."
    shown = f"{whole(link.text)}\n{whole(other.text)}"
    return Found(f"{link.what} is another one a second later", source.span or case.fallback(), help, shown=shown)


def _deeper(case: Case, blame: Blame) -> Blame:
    """The output inside data that went into base64 or a signature, where one there differs."""
    for made, other in zip(case.made, case.later.made, strict=False):
        if made.name and made.text != other.text and len(made.stretches) > 1:
            inside = case.blame(made, _difference(made.text, other.text))
            if inside.span is not None:
                return inside
    return blame


def _members(case: Case) -> Iterator[Found]:
    for payload, other in zip(payloads(case), payloads(case.later), strict=False):
        for (key, value, at), (_, later, _) in zip(strings(payload.text), strings(other.text), strict=False):
            is_time = any(word in key for word in _TIMES) or _A_TIME.fullmatch(value)
            if value != later and not is_time and "://" not in value:
                yield _member(case, payload.made, key, at + _difference(value, later))


def _member(case: Case, made: Made, key: str, at: int) -> Found:
    blame = case.blame(made, min(at, len(made.text) - 1))
    help = "Round it to the day: | date: '%F'; or take the id of the send instead of the time."
    return Found(f"{key!r} is another one a second later", blame.span, help, shown=case.starred(around(made.text, at)))


def _difference(text: str, other: str) -> int:
    """Where two texts begin to differ."""
    for at, (one, two) in enumerate(zip(text, other, strict=False)):
        if one != two:
            return at
    return max(min(len(text), len(other)) - 1, 0)
