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

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.escaping import corrected, escaped_by, from_outside, from_users, printed
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "url"
SEVERITY = Severity.WARNING
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Outputs between the slashes of a URL whose text is not escaped for it."""
    if not field.outputs or "/" not in field.text:
        return
    for stream in field.places.streams:
        for output in stream.outputs:
            if field.places.of(output).url == "path":
                yield from _raw(field, output)


def _raw(field: Field, output: Output) -> Iterator[Found]:
    value = field.flow.value(output)
    place = field.places.of(output)
    origins = from_users(from_outside(value))
    if not origins or "path" in value.safe or value.left or (place.json and "json" not in value.safe):
        return
    message = f"{printed(field, output, origins)} is printed into the path of a URL as it is".replace(",,", ",")
    help = f"Write {corrected(field, output, 'url_param_escape')}."
    yield field.found(output, message, help, edits=escaped_by(field, output, "url_param_escape"))
