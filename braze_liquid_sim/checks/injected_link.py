"""A user's value changes where a link leads.

Found by rendering twice: for a user whose texts hold ``/``, ``?``, ``&`` or ``#``, and for the same user with harmless
letters instead. Host, number of path segments and names of the parameters must be the same. An id such as ``../x``
leads a request with the account's token to another route, and a campaign name with ``&`` loses the rest of itself.

Example:
    https://example.com/item/{{ ${user_id} }}

Instead:
    https://example.com/item/{{ ${user_id} | url_param_escape }}

Source: RFC 3986, section 3
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.links import Link, Shape, links, shape
from braze_liquid_sim.checks.evidence.quoting import whole
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.ERROR

_MEANING = "/?#&="


def find(case: Case) -> Iterator[Found]:
    """Every link that has other parts than it has for the harmless user."""
    found = list(links(case))
    if not found or case.harmless is None:
        return
    usual = list(links(case.harmless))
    if len(usual) != len(found):
        return
    for link, other in zip(found, usual, strict=True):
        here, there = shape(link.text), shape(other.text)
        if here != there and other.made.field == link.made.field:
            yield from _found(case, link, here, there)


def _found(case: Case, link: Link, here: Shape, there: Shape) -> Iterator[Found]:
    """The finding at the first value with such a character; none where the template alone wrote them."""
    for at in range(link.start, link.end):
        if link.made.text[at] in _MEANING:
            blame = case.blame(link.made, at)
            guilty = _raw(case, blame)
            if guilty:
                blame = blame.only(guilty)
                message = f"a user's {blame.names} changes {link.what}: {_change(here, there)}"
                help = "Escape it where it goes in: {{ … | url_param_escape }}, and refuse ids with a slash."
                # A link that is only printed leads the one who typed it astray, nobody else.
                severity = None if link.asked else Severity.WARNING
                shown = whole(link.text)
                yield Found(message, blame.span, help, severity=severity, related=blame.related, shown=shown)
                return


def _raw(case: Case, blame: Blame) -> list[str]:
    """The attributes with such a character that stand in a text as they are; base64 has slashes of its own."""
    values = {name: case.value(name).strip().lower() for name in blame.attributes}
    text = blame.text.lower()
    return [name for name, value in values.items() if set(value) & set(_MEANING) and value in text]


def _change(here: Shape, there: Shape) -> str:
    if here.host != there.host:
        return f"the host becomes {here.host!r}"
    if here.fragment != there.fragment:
        return "the rest of it becomes a fragment"
    if here.segments != there.segments:
        return f"the path has {here.segments} segments instead of {there.segments}"
    more = list(Counter(here.names) - Counter(there.names))
    return f"it gets the parameters {', '.join(map(repr, more))}" if more else "it loses parameters"
