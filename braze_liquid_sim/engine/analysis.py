"""What has to be known of a tree before code can be made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from braze_liquid_sim.dialect.syntax import Body, Expression, FilterCall, Node, Path, Segment


@dataclass(slots=True)
class Analysis:
    """Facts about the names of a template and of the blocks it pulls in."""

    slots: set[str] = field(default_factory=set)
    """Assigned inside a branch or a loop: one Python variable each, changed in place."""
    assigned: set[str] = field(default_factory=set)
    """Assigned anywhere."""
    counters: set[str] = field(default_factory=set)
    """Counted with ``increment`` or ``decrement``."""
    continued: bool = False
    """Whether a loop goes on where another ended (``offset: continue``)."""
    shares_scope: bool = False
    """Whether ``include`` is used: then names are looked up while it runs."""
    needs_frame: bool = False
    """Whether ``include`` or ``render`` is used."""
    loops: bool = False
    """Whether anything may run more than once."""
    blocks: dict[str, bool] = field(default_factory=dict)
    """Content blocks named in it, in order; true where one is named inside a branch or a loop."""

    def merge(self, other: Analysis) -> None:
        """Add what is known of a template that this one pulls in."""
        self.slots |= other.slots
        # A name that two templates assign could be assigned in either order.
        self.slots |= self.assigned & other.assigned
        self.assigned |= other.assigned
        self.counters |= other.counters
        self.continued |= other.continued
        self.shares_scope |= other.shares_scope
        self.needs_frame |= other.needs_frame
        self.loops |= other.loops


def analyse(body: Body, analysis: Analysis, *, inside: bool = False) -> None:
    """Walk a tree once and add what is in it; ``inside`` says that all of it stands in a branch."""
    _walk_body(body, inside, analysis)


def _walk_body(body: Body, inside: bool, analysis: Analysis) -> None:
    for node in body.nodes:
        _note(node, inside, analysis)
        branching = inside or getattr(node, "BRANCHES", False)
        for child in children(node):
            if isinstance(child, Body):
                _walk_body(child, branching, analysis)
            else:
                _walk_expression(child, inside, analysis)


def _note(node: Node, inside: bool, analysis: Analysis) -> None:
    sets = getattr(node, "SETS", "")
    if sets == "variable":
        name = node.name  # type: ignore[attr-defined]
        analysis.assigned.add(name)
        if inside:
            analysis.slots.add(name)
    elif sets == "counter":
        analysis.counters.add(node.name)  # type: ignore[attr-defined]
    elif sets == "scope":
        analysis.shares_scope = analysis.needs_frame = analysis.continued = True
    elif sets == "frame":
        analysis.needs_frame = True
    if getattr(node, "LOOPS", False):
        analysis.loops = True
    if getattr(node, "continues", False):
        analysis.continued = True


def _walk_expression(expression: Any, inside: bool, analysis: Analysis) -> None:
    stack = [expression]
    while stack:
        item = stack.pop()
        if item.__class__ is Path and item.root == "content_blocks" and item.segments:
            key = item.segments[0].key
            if isinstance(key, str):
                analysis.blocks[key] = inside or analysis.blocks.get(key, False)
        stack.extend(children(item))


def children(item: Any) -> Iterator[Any]:
    """The expressions, filters and bodies directly inside a node or an expression."""
    for name in _field_names(item.__class__):
        value = getattr(item, name)
        if isinstance(value, _TREE):
            yield value
        elif isinstance(value, tuple | list):
            yield from _inside(value)


def _inside(values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, _TREE):
            yield value
        elif isinstance(value, tuple | list):
            yield from _inside(value)


_TREE = (Expression, FilterCall, Segment, Body)


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(
        field.name for field in fields(cls) if field.name not in ("start", "end", "text", "name", "value_text")
    )
