"""Text from outside is printed into the query of a URL or into a form as it is.

A blank or a ``#`` ends the link there, an ``&`` begins another parameter, a ``+`` is read as a blank: that is what
addresses like ``jane+1@example.com`` and names of campaigns hold. ``url_param_escape`` has to be the last filter
(``url_encode`` will do as well); ``url_escape`` leaves the ``&`` as it is, and ``escape`` is for HTML.

Example:
    <a href="https://example.com/?email={{${email_address}}}">Go</a>

Instead:
    <a href="https://example.com/?email={{${email_address} | url_param_escape}}">Go</a>

Source: Braze: Liquid filters; RFC 3986
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.facts.escaping import appended, corrected, escaped_by, named, printed, raw_in_link
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_QUERY = re.compile(rf"(?:[a-z]+://|{GAP}).*[?&]([\w.\[\]-]+)=\Z", re.IGNORECASE | re.DOTALL)


def find(field: Field) -> Iterator[Found]:
    """Outputs behind a ``?name=`` or ``&name=`` whose text is not escaped for it."""
    if "=" not in field.text:
        return
    yield from _appended(field)
    for stream in field.places.streams:
        for output in stream.outputs:
            if field.places.of(output).url in ("query", "name"):
                yield from _raw(field, output)


def _raw(field: Field, output: Output) -> Iterator[Found]:
    value = field.flow.value(output)
    place = field.places.of(output)
    origins = raw_in_link(value, "query")
    if not origins or (place.json and "json" not in value.safe):
        return
    where = f"the parameter '{place.key}'" if place.key else "a query"
    message = f"{printed(output, origins)} into {where} as it is"
    if place.url == "name":
        yield field.found(output, message, "Escape the values in it with url_param_escape, one by one.")
    else:
        help = f"Write {corrected(field, output, 'url_param_escape')}."
        yield field.found(output, message, help, edits=escaped_by(field, output, "url_param_escape"))


def _appended(field: Field) -> Iterator[Found]:
    for one in appended(field):
        origins = raw_in_link(one.value, "query")
        if origins and (query := _QUERY.match(one.before)):
            message = f"{named(origins)} is put into the parameter '{query[1]}' as it is"
            help = "Assign it to a variable with url_param_escape as the last filter, and append that."
            yield field.found(one.argument, message, help)
