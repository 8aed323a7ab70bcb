"""White space stands round a link or an id, or makes an SMS longer.

Line breaks between tags are printed unless white space control takes them away. In ``href="…"`` and in an id in JSON
they do harm: the link does not open, the id matches nothing. Round an SMS each costs a character, which is told where
that makes another segment. White space that a user typed is another matter.

Example:
    <a href="
    {% assign url = 'https://example.com/' %}{{ url }}">Open</a>

Instead:
    {% assign url = 'https://example.com/' %}<a href="{{ url }}">Open</a>

Source: measured with Ruby Liquid 5.13; RFC 3986
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case, Made
from braze_liquid_sim.checks.evidence.payloads import payloads
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.checks.evidence.readers import strings
from braze_liquid_sim.checks.sms_too_long import measure
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "output"
SEVERITY = Severity.WARNING

_LINK_IN_MARKUP = re.compile(r"\b(?:href|src|action)\s*=\s*([\"'])([^\"']*)\1", re.IGNORECASE)
_ID = re.compile(r"(?:^|[._a-z])(?:id|url|link|email)$|(?:Id|ID|Url|URL|Link|Email)$")


def find(case: Case) -> Iterator[Found]:
    """White space of the template's own at such places."""
    yield from _in_markup(case)
    yield from _in_json(case)
    yield from _round_an_sms(case)


def _in_markup(case: Case) -> Iterator[Found]:
    made = case.field("body")
    if "=" not in made.text:
        return
    for found in _LINK_IN_MARKUP.finditer(made.text):
        link = found[2]
        if link.strip() and link != link.strip():
            at = found.start(2) if link[0].isspace() else found.end(2) - 1
            yield from _found(case, made, at, "white space stands in the link's attribute")


def _in_json(case: Case) -> Iterator[Found]:
    for payload in payloads(case):
        for key, value, at in strings(payload.text):
            if value.strip() and value != value.strip() and (_ID.search(key) or value.strip().startswith("http")):
                begins = value[0].isspace()
                place = at if begins else payload.text.index('"', at) - 1
                what = f"the value of {key!r} in {payload.what} {'begins' if begins else 'ends'} with white space"
                yield from _found(case, payload.made, place, what)


def _round_an_sms(case: Case) -> Iterator[Found]:
    """White space that costs another segment; elsewhere line breaks round a text are layout."""
    made = case.field("body")
    text = made.text
    if case.channel != "sms" or not text.strip() or text == text.strip():
        return
    needed, _ = measure(text.strip())
    segments, _ = measure(text)
    if segments > needed:
        at = 0 if text[0].isspace() else len(text.rstrip())
        yield from _found(case, made, at, f"white space round the SMS makes it {segments} segments instead of {needed}")


def _found(case: Case, made: Made, at: int, what: str) -> Iterator[Found]:
    blame = case.blame(made, at)
    if blame.attributes:
        return  # what a user typed
    shown = case.starred(around(made.text, at))
    help = "Take it out: {%- … -%} and {{- … -}} eat the white space next to them, | strip that of a value."
    yield Found(what, blame.span or case.fallback(), help, shown=shown)
