"""Text from outside is printed into the path of a URL as it is.

A ``/``, ``?``, ``#`` or ``%``, a blank or a letter beyond ASCII leads to another resource, and ``../`` does so with the
token of a call. ``url_param_escape`` has to be the last filter. Ids that hold ``/`` or are ``..`` are better refused:
some servers undo the escape before they look.

Example:
    {% connected_content https://example.com/users/{{${user_id}}} :save profile %}

Instead:
    {% connected_content https://example.com/users/{{${user_id} | url_param_escape}} :save profile %}

Source: Braze: Liquid filters; RFC 3986
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.escaping import appended, corrected, escaped_by, named, printed, raw_in_link
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Place
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_PATH = re.compile(r"https?://[^?#]*/\Z", re.IGNORECASE | re.DOTALL)


def find(field: Field) -> Iterator[Found]:
    """Outputs between the slashes of a URL whose text is not escaped for it."""
    if "/" not in field.text:
        return
    yield from _appended(field)
    for stream in field.places.streams:
        for output in stream.outputs:
            place = field.places.of(output)
            if place.url == "path" or (_is_asked(field, place) and place.url_text and place.url in ("start", "host")):
                yield from _raw(field, output)


def _is_asked(field: Field, place: Place) -> bool:
    """Whether it is the URL of a request: there the host matters too."""
    return field.name == "url" or isinstance(place.stream, ConnectedContent)


def _raw(field: Field, output: Output) -> Iterator[Found]:
    value = field.flow.value(output)
    place = field.places.of(output)
    origins = raw_in_link(value, "path")
    if not origins or (place.json and "json" not in value.safe):
        return
    part = "path" if place.url == "path" else "host"
    message = f"{printed(output, origins)} into the {part} of a URL as it is"
    help = f"Write {corrected(field, output, 'url_param_escape')}."
    yield field.found(output, message, help, edits=escaped_by(field, output, "url_param_escape"))


def _appended(field: Field) -> Iterator[Found]:
    for one in appended(field):
        origins = raw_in_link(one.value, "path")
        if origins and _PATH.match(one.before):
            message = f"{named(origins)} is put into the path of a URL as it is"
            help = "Assign it to a variable with url_param_escape as the last filter, and append that."
            yield field.found(one.argument, message, help)
