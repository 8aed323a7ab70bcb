"""The external id goes into a payload or a path, and may be blank.

Users who have only visited, or are known by an alias, have no external id. A payload then carries an empty id, by which
a service can recognise nobody: each click makes another pass, another account. A path that ends in ``/`` asks for
something else. Abort for such users, in any field of the message.

Example:
    {"id":"{{ ${user_id} | json_escape }}"}

Instead:
    {% if ${user_id} == blank %}{% abort_message('no external id') %}{% endif %}
    {"id":"{{ ${user_id} | json_escape }}"}

Source: Braze: supported personalization tags (user_id); PassKit: person.externalId
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.guarantees import sure_at, sure_attributes
from braze_liquid_sim.lint.meaning.printed import base_of
from braze_liquid_sim.model import Edit, Severity

TOPIC = "values"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_ID = "${user_id}"
_GUARD = "{% if ${user_id} == blank %}{% abort_message('no external id') %}{% endif %}"


def find(field: Field) -> Iterator[Found]:
    """The first such place of a field: one guard is enough for all of them."""
    for output in field.outputs:
        where = _where(field, output)
        if where and _ID not in sure_attributes(field.file) | sure_at(field, output):
            base = base_of(output) or output
            message = f"{field.written(base.start, base.end)} goes into {where}, and is blank for anonymous users"
            yield field.found(output, message, f"Abort for them first: {_GUARD}.", edits=_guarded(field))
            return


def _guarded(field: Field) -> tuple[Edit, ...]:
    """The guard at the top of the body, which is there for all fields, else of the field."""
    return field.file.fields.get("body", field).edit(0, 0, _GUARD)


def _where(field: Field, output: Output) -> str:
    """What the id goes into where it matters; empty where it does not, or where something stands in for it."""
    value = field.flow.value(output)
    if not value.blankable or [origin.name for origin in value.origins] != [_ID]:
        return ""
    if field.file.is_block and not value.nullable:
        return ""  # whoever calls the block may have asked
    place = field.places.of(output)
    if place.json in ("string", "value") or field.name.startswith("body."):
        return "the payload"
    return "a path" if place.url == "path" else ""
