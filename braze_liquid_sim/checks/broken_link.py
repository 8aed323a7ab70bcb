"""A link that is sent does not open.

It has no host, because the variable in front of the path was not set; its scheme is percent-encoded, because the whole
link went through a filter that is for parts of links; or a value in it brought a blank, behind which the link ends.

Example:
    {% assign base = 'https://example.com' %}{{ base | append: '/a' | url_encode }}

Instead:
    {% assign base = 'https://example.com' %}{{ base | append: '/a' }}

Source: RFC 3986, sections 2.1 and 3.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case, Made, outputs
from braze_liquid_sim.checks.evidence.links import Link, links
from braze_liquid_sim.checks.evidence.quoting import around, whole
from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import attribute
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.ERROR

_ENCODED = re.compile(r"(?<![\w=&%/?])https?%3A%2F%2F", re.IGNORECASE)
_NO_HOST = re.compile(r"https?://(?=[/?#\s\"'<]|$)")
_NOTHING = re.compile(r"\bhref\s*=\s*([\"'])\s*(?:\?[^\"']*)?\1", re.IGNORECASE)
_FORMS = (
    (_ENCODED, "the link is percent-encoded as a whole, scheme and all", "Encode what goes into it, not the link."),
    (_NO_HOST, "the link has no host", "See that the variable behind :// is set, and abort where it is blank."),
    (_NOTHING, "the link leads nowhere", "See that the link's variable is set, and abort or leave it out otherwise."),
)


def find(case: Case) -> Iterator[Found]:
    """Every link that cannot be opened."""
    for name, text in case.texts.items():
        for pattern, message, help in _FORMS:
            for found in pattern.finditer(text):
                yield from _found(case, case.field(name), found, message, help)
    for link in links(case):
        yield from _blank(case, link)


def _found(case: Case, made: Made, found: re.Match[str], message: str, help: str) -> Iterator[Found]:
    blame = _hole(case, made, found) or case.blame_range(made, found.start(), found.end())
    is_brought = not blame.text and not blame.is_of_users
    if is_brought or any(map(_is_given, blame.attributes)) or case.says(blame, found[0]):
        return
    why = f", because {blame.names} is missing" if blame.attributes and not blame.text else ""
    span = blame.span or case.fallback()
    yield Found(message + why, span, help, related=blame.related, shown=around(made.text, *found.span()))


def _hole(case: Case, made: Made, found: re.Match[str]) -> Blame | None:
    """The output that printed nothing where the host or the link ought to stand."""
    for stretch, text in outputs(made):
        if not text and found.start() < stretch.start <= found.end():
            return case.blame_stretch(made, stretch)
    return None


def _is_given(name: str) -> bool:
    """Whether Braze makes the link itself when it sends, so that no profile holds it."""
    return attribute(name.removeprefix("${").removesuffix("}").strip()).type == "url"


def _blank(case: Case, link: Link) -> Iterator[Found]:
    """A blank that some value brought into a link."""
    inside = next((at for at in range(link.start, link.end) if link.made.text[at].isspace()), None)
    if inside is None:
        return
    blame: Blame = case.blame(link.made, inside)
    if blame.span is None or not blame.text.strip() or blame.span.end - blame.span.start == 1:
        return
    blame = case.guilty(blame, " \t\n")
    message = f"{link.what} ends at a blank{f', because of what {blame.names} holds' if blame.attributes else ''}"
    help = "Escape it where it goes in: {{ … | url_param_escape }}."
    # Whether anybody has a blank there depends on what the value is.
    severity = Severity.WARNING if blame.attributes else None
    yield Found(message, blame.span, help, severity=severity, related=blame.related, shown=whole(link.text))
