"""A default stands behind an escape, so that what it puts in is not escaped.

Filters run from left to right. Behind an escape the default still fires for users without a value, but what it puts in
goes out as it is: a quote in it breaks JSON, an ``&`` in it ends a value of a query. Put the default first, the escape
last.

Example:
    {"name": "{{ ${first_name} | json_escape | default: custom_attribute.${nickname} }}"}

Instead:
    {"name": "{{ ${first_name} | default: custom_attribute.${nickname} | json_escape }}"}

Source: Braze: setting default values; measured: default fires for the empty text that an escape makes of null
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import FilterCall, Filtered
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "values"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_ESCAPES = frozenset(("json_escape", "url_encode", "url_param_escape", "url_escape", "escape", "escape_once"))


def find(field: Field) -> Iterator[Found]:
    """Every ``default`` with an escape before it and none behind it."""
    for value in field.filtered:
        names = [call.name for call in value.filters]
        if "default" in names:
            yield from _find(field, value, names)


def _find(field: Field, value: Filtered, names: list[str]) -> Iterator[Found]:
    at = len(names) - 1 - names[::-1].index("default")
    escapes = [index for index in range(at) if names[index] in _ESCAPES]
    if not escapes or not _ESCAPES.isdisjoint(names[at:]):
        return
    escape, default = value.filters[escapes[0]], value.filters[at]
    edits = _moved(field, escape, default) if escapes[0] == at - 1 else ()
    help = f"Write the default first: {field.written(default.start, default.end)} | {escape.name}."
    yield field.found(
        default, f"what this default puts in is not escaped: {escape.name} stands before it", help, edits=edits
    )


def _moved(field: Field, escape: FilterCall, default: FilterCall) -> tuple[Edit, ...]:
    """Two neighbours in each other's place."""
    first = field.edit(escape.start, escape.end, field.written(default.start, default.end))
    second = field.edit(default.start, default.end, field.written(escape.start, escape.end))
    return first + second if first and second else ()
