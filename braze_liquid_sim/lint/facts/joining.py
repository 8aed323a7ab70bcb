"""Values that make one text of JSON together, with blanks between them: whoever lacks one of them gets the blank.

A default for each is not enough; joined in a variable, the whole can be stripped.
"""

from __future__ import annotations

import re

from braze_liquid_sim.dialect.syntax import Node, Output, Text
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit

_ATTRIBUTE = re.compile(r"\{\{-?\s*(?:custom_attribute\.)?\$\{[^{}|]+\}\s*-?\}\}")


def joined(field: Field, output: Output) -> tuple[Edit, ...]:
    """The edits that join the text of JSON that an attribute stands in; none where it is not made of such alone."""
    around = field.parent(output)
    if around is not None and not isinstance(around, Capture):
        return ()
    nodes = around.body.nodes if around else field.body.nodes
    run = _run(field, nodes, output)
    name = _name(field.places.of(output).key)
    if not run or not name or re.search(rf"\{{[{{%][^%}}]*\b{name}\b", field.text):
        return ()
    parts = "".join(_part(field, node) for node in run)
    at = around.start if around else 0
    before = field.edit(at, at, f"{{% capture {name} %}}{parts}{{% endcapture %}}")
    instead = field.edit(run[0].start, run[-1].end, f"{{{{ {name} | strip }}}}")
    return before + instead if before and instead else ()


def _run(field: Field, nodes: list[Node], output: Output) -> list[Node]:
    """The attributes and the blanks between the quotes round an output; empty where anything else stands there."""
    at = next((number for number, node in enumerate(nodes) if node is output), -1)
    first = last = at
    while first > 0 and _belongs(field, nodes[first - 1]):
        first -= 1
    while 0 <= last < len(nodes) - 1 and _belongs(field, nodes[last + 1]):
        last += 1
    run = nodes[first : last + 1] if at >= 0 and _belongs(field, output) else []
    before, behind = nodes[first - 1 : first], nodes[last + 1 : last + 2]
    quoted = before and behind and _is_text(before[0], end='"') and _is_text(behind[0], start='"')
    values = [node for node in run if isinstance(node, Output)]
    return run if quoted and 1 < len(values) < len(run) else []


def _belongs(field: Field, node: Node) -> bool:
    if isinstance(node, Output):
        return _ATTRIBUTE.fullmatch(field.written(node.start, node.end)) is not None
    return isinstance(node, Text) and node.text.isspace()


def _is_text(node: Node, start: str = "", end: str = "") -> bool:
    return isinstance(node, Text) and node.text.startswith(start) and node.text.endswith(end)


def _part(field: Field, node: Node) -> str:
    if isinstance(node, Output):
        return f"{{{{{field.written(node.expression.start, node.expression.end)} | default: ''}}}}"
    return " "


def _name(key: str) -> str:
    """A variable for the value of a key: ``person.displayName`` gives ``display_name``."""
    word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.rpartition(".")[2]).lower()
    return word if re.fullmatch(r"[a-z]\w*", word, re.ASCII) else ""
