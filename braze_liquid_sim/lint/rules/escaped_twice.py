r"""A value is escaped twice in the same way.

The second escape escapes the first one: ``Jane "J"`` arrives as ``Jane \"J\"``, and ``a b`` as ``a%20b`` where the
receiver undoes one of them only.

Example:
    {% assign name = ${first_name} | json_escape %}{"name": "{{ name | json_escape }}"}

Instead:
    {% assign name = ${first_name} | json_escape %}{"name": "{{ name }}"}

Source: Braze: Liquid filters
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Filtered, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "json"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_FAMILIES = {
    "json_escape": "json",
    "url_encode": "url",
    "url_param_escape": "url",
    "escape": "html",
    "h": "html",
}
_KEEPING = ("strip", "default", "lstrip", "rstrip", "id", "lid", *_FAMILIES)
"""Filters behind which an escape is still there as it was made."""


def find(field: Field) -> Iterator[Found]:
    """Escapes of what the same filters, or a variable, have escaped before."""
    for call in field.filters:
        family = _FAMILIES.get(call.name)
        expression = field.parent(call) if family else None
        if family and isinstance(expression, Filtered):
            before = expression.filters[: expression.filters.index(call)]
            earlier = _earlier(field, family, before, expression.value, call.start)
            if earlier:
                yield _found(field, expression, call, earlier)


def _earlier(
    field: Field, family: str, filters: tuple[FilterCall, ...], value: Expression, since: int, depth: int = 0
) -> FilterCall | None:
    """The filter that has escaped it, looking back through filters that keep it and through variables."""
    for call in reversed(filters):
        if _FAMILIES.get(call.name) == family:
            return call
        if call.name not in _KEEPING:
            return None
    if not isinstance(value, Path) or value.segments or depth > 5:
        return None
    held = _held(field, str(value.root), since)
    if isinstance(held, Filtered):
        return _earlier(field, family, held.filters, held.value, held.start, depth + 1)
    return _earlier(field, family, (), held, held.start, depth + 1) if held else None


def _held(field: Field, name: str, since: int) -> Expression | None:
    """What a variable was set to, where it was set once before."""
    setters: list[Assign | Capture] = [node for node in field.all(Assign) if node.name == name and node.end <= since]
    setters += [node for node in field.all(Capture) if node.name == name and node.end <= since]
    if len(setters) != 1:
        return None
    [setter] = setters
    if isinstance(setter, Assign):
        return setter.value
    nodes = [node for node in setter.body.nodes if node.writes]
    return nodes[0].expression if len(nodes) == 1 and isinstance(nodes[0], Output) else None


def _found(field: Field, expression: Filtered, call: FilterCall, earlier: FilterCall) -> Found:
    at = expression.filters.index(call)
    before = expression.filters[at - 1] if at else expression.value
    line = field.span(earlier.start, earlier.end).line
    where = "just before" if earlier in expression.filters else f"in line {line}"
    message = f"{call.name} escapes what {earlier.name} has escaped {where}"
    help = "Escape once, last of all, where it is printed."
    return field.found(call, message, help, edits=field.edit(before.end, call.end, ""))
