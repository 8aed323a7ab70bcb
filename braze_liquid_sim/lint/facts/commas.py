"""Commas that are right behind one item or member of JSON and wrong behind another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from braze_liquid_sim.dialect.syntax import Body, Node, Text
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.field import Field

_MEMBER = re.compile(r"\s*,?\s*[\"{\[]")
_SEPARATED = re.compile(r"[\"\d\]}el]\s*,\s*\Z|\A\s*,\s*\Z")


@dataclass(frozen=True, slots=True)
class Comma:
    """A comma that is one too many."""

    at: int
    """Where it stands in the lexed text."""
    message: str
    help: str
    sometimes: bool
    """Whether it is so for some users only."""


def surplus_commas(field: Field) -> Iterator[Comma]:
    """The commas of loops and branches in a field of JSON that are too many for everybody or for some."""
    yield from _of_loops(field)
    yield from _of_branches(field)


def _of_loops(field: Field) -> Iterator[Comma]:
    """A comma behind every item of a loop: the last one stands before the bracket."""
    if not field.all(For):
        return
    bodies = [field.body, *(body for loop in field.all(For) for body in _around(loop, field))]
    for nodes in {id(body): body.nodes for body in bodies}.values():
        for loop, after in pairwise(node for node in nodes if node.writes):
            last = _last(loop.body) if isinstance(loop, For) else None
            if isinstance(last, Text) and isinstance(after, Text) and _ends_list(last.text, after.text):
                at = field.text.rindex(",", last.start, last.end)
                help = "Write it between items only: {% unless forloop.last %},{% endunless %}."
                yield Comma(at, "a comma stands behind the last item too", help, sometimes=False)


def _of_branches(field: Field) -> Iterator[Comma]:
    """A comma that is right only where the condition behind it holds, or the one round it fails."""
    if not field.all(If):
        return
    bodies = [field.body, *(body for branch in field.all(If) for body in _around(branch, field))]
    for nodes in {id(body): body.nodes for body in bodies}.values():
        writing = [node for node in nodes if node.writes]
        for before, branch, after in zip(writing, writing[1:], writing[2:], strict=False):
            if not (isinstance(branch, If) and isinstance(before, Text) and isinstance(after, Text)):
                continue
            text = _comma_of(before, branch, after)
            if text:
                at = field.text.rindex(",", text.start, text.end)
                message = "the comma stands there without the member behind it"
                if text is not before:
                    message = "the comma stands before the closing bracket"
                help = 'Put the comma into the branch, before the member: {% if … %}, "key": …{% endif %}.'
                yield Comma(at, message, help, sometimes=True)


def _comma_of(before: Text, branch: If, after: Text) -> Text | None:
    """The text whose last comma is one too many for some."""
    first = next((node for node in branch.branches[0][1].nodes if node.writes), None)
    if after.text.lstrip()[:1] not in ("]", "}") or not isinstance(first, Text) or not _MEMBER.match(first.text):
        return None
    if _SEPARATED.search(before.text) and all(condition is not None for condition, _ in branch.branches):
        return before
    lasts = (_last(body) for _, body in branch.branches)
    return next((last for last in lasts if isinstance(last, Text) and last.text.rstrip().endswith(",")), None)


def _last(body: Body) -> Node | None:
    return next((node for node in reversed(body.nodes) if node.writes), None)


def _around(loop: Node, field: Field) -> Iterator[Body]:
    """The bodies of the tag that a loop stands in."""
    parent = field.parent(loop)
    if parent is not None:
        yield from (child for child in children(parent) if isinstance(child, Body))


def _ends_list(item: str, after: str) -> bool:
    return item.rstrip().endswith(",") and after.lstrip()[:1] in ("]", "}")
