"""Which tags are rendered together."""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.field import Field


def are_together(field: Field, first: Node, second: Node) -> bool:
    """Whether both are always rendered together: neither stands in another branch than the other."""
    parent = field.parent(first)
    bodies = [field.body] if parent is None else [one for one in children(parent) if isinstance(one, Body)]
    both = {id(first), id(second)}
    return any(both <= {id(node) for node in body.nodes} for body in bodies)
