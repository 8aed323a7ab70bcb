"""A request without a body says what type its body has.

``Content-Type`` describes what is sent. A GET sends nothing, so that the header does nothing but look as if it were
needed; what the answer should be is said by ``Accept``.

Example:
    {% connected_content https://api.example.com/offers :headers {"Content-Type": "application/json"} :save offers %}

Instead:
    {% connected_content https://api.example.com/offers :headers {"Accept": "application/json"} :save offers %}

Source: RFC 9110, 8.3; Braze: making an API call
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.web import headers, method, option
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.NOTE

_HELP = "Leave it out, or write Accept where the answer's type is meant."


def find(field: Field) -> Iterator[Found]:
    """``Content-Type`` among the headers of a GET: those of ``connected_content`` and those of a webhook."""
    for call in field.all(ConnectedContent):
        if method(call) == "GET" and not option(call, "body"):
            for header in headers(field, call):
                if header.name.lower() == "content-type":
                    yield field.found((header.start, header.end), "a GET has no body that could have a type", _HELP)
    if field.name.lower() == "headers.content-type" and field.file.parts.method == "GET" and field.text:
        yield field.found((0, len(field.text)), "a webhook with GET sends no body that could have a type", _HELP)
