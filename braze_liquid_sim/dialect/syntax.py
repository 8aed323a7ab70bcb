"""The tree: expressions and the nodes that every template has. A tag's own nodes stand in the tag's file.

``start`` and ``end`` are offsets in the lexed text; :class:`~braze_liquid_sim.dialect.text.TemplateText` maps them to
the file as written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Expression:
    """Something with a value."""

    start: int
    end: int


@dataclass(slots=True)
class Literal(Expression):
    """A value written in the template: None, bool, int, float, str or a constant range."""

    value: Any


@dataclass(slots=True)
class StateLiteral(Expression):
    """``blank`` or ``empty`` where a condition compares with it; anywhere else they are the empty string."""

    name: str


@dataclass(slots=True)
class Segment:
    """One step of a path.

    ``key`` is text, or an expression in brackets. ``command`` marks a bare ``size``, ``first`` or ``last``, which ask
    the object where it has no such key. ``braced`` marks a name written as ``${name}``.
    """

    key: str | Expression
    command: bool = False
    braced: bool = False


@dataclass(slots=True)
class Path(Expression):
    """A lookup: ``a.b[0]``; ``${x}`` has the root ``$``.

    ``root`` is None where nothing in the markup is a name (Ruby looks up nil, and finds nil), and an expression for
    ``[name]``.
    """

    root: str | Expression | None
    segments: tuple[Segment, ...] = ()


@dataclass(slots=True)
class RangeExpression(Expression):
    """``(first..last)`` with at least one end that is not constant."""

    first: Expression
    last: Expression


@dataclass(slots=True)
class FilterCall:
    """``name: argument, key: argument``; keyword arguments reach the filter as one hash behind the others."""

    start: int
    end: int
    name: str
    arguments: tuple[Expression, ...] = ()
    keywords: tuple[tuple[str, Expression], ...] = ()


@dataclass(slots=True)
class Filtered(Expression):
    """A value and the filters it goes through, first one first."""

    value: Expression
    filters: tuple[FilterCall, ...] = ()


@dataclass(slots=True)
class Comparison(Expression):
    """``left operator right``; ``operator`` may be one that does not exist (an error when it is evaluated)."""

    left: Expression
    operator: str
    right: Expression


@dataclass(slots=True)
class Junction(Expression):
    """``first and|or rest``; Ruby groups from the right and knows no precedence."""

    operator: str
    first: Expression
    rest: Expression


@dataclass(slots=True)
class Node:
    """Something that renders. ``blank`` nodes print nothing, not even their own errors."""

    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether a block that holds only such nodes drops its white space."""
        return False

    @property
    def writes(self) -> bool:
        """Whether it may print anything at all; some blank nodes do."""
        return not self.blank


@dataclass(slots=True)
class Text(Node):
    """Text between tags, white space control already applied."""

    text: str

    @property
    def blank(self) -> bool:
        """White space alone is blank."""
        return not self.text.strip(" \t\n\v\f\r")

    @property
    def writes(self) -> bool:
        """White space is printed wherever it was left standing."""
        return bool(self.text)


@dataclass(slots=True)
class Output(Node):
    """``{{ … }}`` and ``echo``."""

    expression: Expression


@dataclass(slots=True)
class Body:
    """The nodes of one block, in order."""

    nodes: list[Node] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it but blank nodes."""
        return all(node.blank for node in self.nodes)

    @property
    def writes(self) -> bool:
        """Whether anything in it may print."""
        return any(node.writes for node in self.nodes)

    def without_blank_text(self) -> Body:
        """The body of a control tag that is blank as a whole: its white space goes."""
        return Body([node for node in self.nodes if not isinstance(node, Text)])
