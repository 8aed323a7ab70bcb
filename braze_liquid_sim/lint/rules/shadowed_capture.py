"""A variable is captured again, and its first text is lost.

The second ``capture`` hides what the first one made: it is not there any more for what needs it as it was, and a reader
of the template sees two values under one name. A link that is encoded in this way can no longer be used as a link.

Example:
    {% capture link %}https://example.com?a=1{% endcapture %}{% capture link %}{{ link | url_encode }}{% endcapture %}

Instead:
    {% capture link %}https://example.com?a=1{% endcapture %}{% assign encoded = link | url_encode %}

Source: PassKit's partner page captures longURL twice on one line, and prints the encoded one
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Expression, Filtered, Output, Path, Text
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.lint.facts.branches import are_together
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.flow import Write
from braze_liquid_sim.model import Severity

TOPIC = "variables"
SEVERITY = Severity.WARNING

_TRIMS = frozenset(("strip", "lstrip", "rstrip", "strip_newlines"))


def find(field: Field) -> Iterator[Found]:
    """Every capture of nothing but its own name, with filters that do more than trim; and one before it is read."""
    captures = field.all(Capture)
    if captures:
        yield from _unread(field)
    for node in captures:
        output = _only_output(node)
        value = output.expression if output else None
        if isinstance(value, Filtered) and _is_variable(value.value, node.name) and not _trims(value):
            help = "Give the second one a name of its own, or put the filters into the first."
            yield field.found(node, f"{node.name} is captured again from itself; its first text is lost", help)


def _unread(field: Field) -> Iterator[Found]:
    """Captures that another tag beside them overwrites, and that nothing read in between."""
    last: dict[tuple[int, str], Write] = {}
    for write in field.flow.writes:
        if isinstance(write.node, Capture | Assign) and write.name:
            place = (id(field.parent(write.node)), write.name)
            before = last.get(place)
            last[place] = write
            if not before or not isinstance(before.node, Capture) or before.used or not write.used:
                continue
            if are_together(field, before.node, write.node):
                line = field.span(before.node.start, before.node.end).line
                again = "captured" if isinstance(write.node, Capture) else "assigned"
                message = f"{write.name} is {again} again before anything has read it: the text of line {line} is lost"
                yield field.found(write.node, message, "Give one of the two another name, or take the first one out.")


def _is_variable(expression: Expression, name: str) -> bool:
    return isinstance(expression, Path) and expression.root == name and not expression.segments


def _trims(value: Filtered) -> bool:
    return all(call.name in _TRIMS for call in value.filters)


def _only_output(node: Capture) -> Output | None:
    nodes = [one for one in node.body.nodes if not (isinstance(one, Text) and one.blank)]
    return nodes[0] if len(nodes) == 1 and isinstance(nodes[0], Output) else None
