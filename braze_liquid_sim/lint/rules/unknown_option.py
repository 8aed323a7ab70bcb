"""A call has an option, or a method, that Braze does not know.

Options of ``connected_content`` are words behind a colon. One that is misspelt is passed over without a word: a call
with ``:nocache`` is answered from the cache, one with ``:saved`` saves under another name. The methods are GET and
POST; without a method a call is a GET, and sends no body.

Example:
    {% connected_content https://api.example.com/points :save result :nocache %}

Instead:
    {% connected_content https://api.example.com/points :save result :no_cache %}

Source: Braze: making an API call
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Text
from braze_liquid_sim.dialect.tags.connected_content import FLAGS, VALUES, ConnectedContent
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.facts.web import constant, method, option
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_BLANK = re.compile(r"\S\s+\S|[,:{\[]\s+\Z|\A\s+[,}\]]")
_OPTIONS = ("save", *VALUES, *FLAGS)


def find(field: Field) -> Iterator[Found]:
    """Every such option or method; and what stands behind no option at all."""
    for call in field.all(ConnectedContent):
        for name in call.unknown:
            yield _unknown(field, _place(field, call, name), name)
        yield from _unusual(field, call)
        body = option(call, "method")
        if body and method(call) not in ("", "GET", "POST"):
            place = (body.nodes[0].start, body.nodes[-1].end)
            message = f"connected_content has no method {method(call):.20}"
            yield field.found(place, message, "Write get or post; a webhook has PUT and DELETE too.")


def _unusual(field: Field, call: ConnectedContent) -> Iterator[Found]:
    """A body that no method is said for or that has blanks, and an age that is no number."""
    sent = option(call, "body")
    if sent and sent.nodes and not option(call, "method"):
        place = (sent.nodes[0].start, sent.nodes[-1].end)
        help = "Write :method post before it."
        yield field.found(place, "a call without :method is a GET, and a GET has no body", help)
    if sent and any(isinstance(one, Text) and _BLANK.search(one.text) for one in sent.nodes):
        place = (sent.nodes[0].start, sent.nodes[-1].end)
        help = "Capture the JSON before the call: {% capture body %}…{% endcapture %}, and write :body {{body}}."
        yield field.found(place, "JSON with blanks is no value for :body: it may end at the first one", help)
    age = option(call, "cache_max_age")
    written = constant(age)
    if age and age.nodes and written and not written.strip().isdigit():
        place = (age.nodes[0].start, age.nodes[-1].end)
        message = f":cache_max_age is a number of seconds, not {written.strip():.20}"
        yield field.found(place, message, "There may be 300 to 14400.")


def _unknown(field: Field, place: tuple[int, int], name: str) -> Found:
    if field.written(*place) != f":{name}":
        help = "A URL and a value end at the first blank: write %20 for it, or leave this out."
        return field.found(place, f"{name:.40} belongs to no option", help)
    meant = near(name, _OPTIONS)
    edits = field.edit(place[0] + 1, place[1], meant) if meant else ()
    help = f"Did you mean :{meant}?" if meant else f"There are :{', :'.join(_OPTIONS)}."
    return field.found(place, f"connected_content has no option :{name}", help, edits=edits)


def _place(field: Field, call: ConnectedContent, name: str) -> tuple[int, int]:
    found = re.compile(rf"(?<=\s):{re.escape(name)}(?!\w)").search(field.text, call.start, call.end)
    if found:
        return found.span()
    at = field.text.find(name, call.start, call.end)
    return (at, at + len(name)) if at >= 0 else (call.start, call.end)
