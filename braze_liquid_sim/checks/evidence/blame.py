"""Who wrote a character of the output: the place in a template, and what of the user's went through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from braze_liquid_sim.checks.evidence.attributes import Attributes, last_assignment, paths
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import Filtered, Node, Output, Path, Text
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.engine.trace import Assignment, Stretch, Trace
from braze_liquid_sim.model import Related, Span

_BROUGHT = tuple(f"{name}." for name in NAMESPACES if name != "custom_attribute")
_DEEPEST = 50
"""Variables that a value is followed through, one out of the other."""


@dataclass(frozen=True, slots=True)
class Blame:
    """What wrote a character."""

    span: Span | None = None
    """The output tag, or the character of the template; None where it came from nowhere in a template."""
    attributes: Mapping[str, Span] = field(default_factory=dict)
    """What of the user's (``${first_name}``), or of an answer's, went into it: by name, and where it is read."""
    text: str = ""
    """What that place wrote as a whole."""
    offset: int = 0
    """Where in it the character stands."""
    own: bool = False
    """Whether the template says it in these words."""

    @property
    def names(self) -> str:
        """The attributes as a message names them; empty where there are none."""
        return " or ".join(self.attributes)

    @property
    def is_of_users(self) -> bool:
        """Whether a user may lack what went in; what an event, a campaign or Braze itself brings is there."""
        return not any(name.startswith(_BROUGHT) for name in self.attributes)

    @property
    def related(self) -> tuple[Related, ...]:
        """Where the attributes are read, if that is elsewhere."""
        return tuple(
            Related(f"{name} is read here", span)
            for name, span in self.attributes.items()
            if self.span is None
            or span.source.name != self.span.source.name
            or not self.span.start <= span.start < self.span.end
        )

    def only(self, names: list[str]) -> Blame:
        """The same with the attributes that are known to be at fault; with all of them where that is none."""
        kept = {name: span for name, span in self.attributes.items() if name in names}
        return Blame(self.span, kept or self.attributes, self.text, self.offset, self.own)


NOBODY = Blame()
"""Where nothing is known."""


class Provenance:
    """Answers for one traced render where its text came from."""

    def __init__(self, tree: Tree, trace: Trace) -> None:
        self._tree = tree
        self._trace = trace

    def at(self, text: str, stretches: tuple[Stretch, ...], offset: int) -> Blame:
        """Who wrote the character at an offset of a text that is made of these stretches."""
        return self._at(text, stretches, offset, 0)

    def of(self, text: str, stretch: Stretch, offset: int = 0) -> Blame:
        """Who wrote a stretch of a text; ``offset`` is within the stretch."""
        return self._of(text[stretch.start : stretch.end], stretch, offset, 0)

    def _at(self, text: str, stretches: tuple[Stretch, ...], offset: int, depth: int) -> Blame:
        for stretch in stretches:
            if stretch.start <= offset < stretch.end:
                return self._of(text[stretch.start : stretch.end], stretch, offset - stretch.start, depth)
        return NOBODY

    def _of(self, text: str, stretch: Stretch, offset: int, depth: int) -> Blame:
        span = stretch.span
        found = self._tree.node(span) if span else None
        if span is None or found is None:
            return Blame(span, text=text, offset=offset)
        part, node = found
        if isinstance(node, Text):
            return Blame(_character(span, text, offset), {}, text, offset, own=True)
        inner = self._inside(node, text, offset, stretch.known, depth)
        if inner is not None and inner.span is not None:
            return inner
        attributes = Attributes(self._tree, self._trace)
        attributes.read(node, part, stretch.known)
        return Blame(span, attributes.found, text, offset, own=not attributes.found and _is_constant(node))

    def _inside(self, node: Node, text: str, offset: int, known: int, depth: int) -> Blame | None:
        """The place inside the variable that a tag prints as it is, or a part of it."""
        path = _printed(node)
        assignment = last_assignment(self._trace, path.root, known) if path and isinstance(path.root, str) else None
        if assignment is None or not text or depth > _DEEPEST:
            return None
        number, one = assignment
        start = one.value.find(text) if isinstance(one.value, str) else -1
        if start < 0:
            return None
        if one.stretches:
            return self._at(one.value, one.stretches, start + offset, depth + 1)
        home = self._tree.node(one.span)
        # What is escaped or not is seen where it is printed, not where a variable is set.
        return self._inside(home[1], one.value, start + offset, number, depth + 1) if home else None

    @cached_property
    def assigned(self) -> list[tuple[Assignment, tuple[Stretch, ...]]]:
        """The texts that variables were set to, and what each is made of."""
        return [
            (one, one.stretches or (Stretch(0, len(one.value), one.span, number),))
            for number, one in enumerate(self._trace.assignments)
            if isinstance(one.value, str) and one.value
        ]


def _character(span: Span, text: str, offset: int) -> Span:
    """The place of a character of the template's own text, whose white space may have been cut."""
    start = span.text.find(text)
    if start < 0:
        return span
    at = span.start + start + offset
    return Span(span.source, at, at + 1)


def _printed(node: Node) -> Path | None:
    """The variable that a tag prints or passes on, whatever filters follow."""
    value: Any = node.expression if isinstance(node, Output) else node.value if isinstance(node, Assign) else None
    if isinstance(value, Filtered):
        value = value.value
    return value if isinstance(value, Path) and not value.segments else None


def _is_constant(node: Node) -> bool:
    return isinstance(node, Output | Assign) and not any(paths(node))
