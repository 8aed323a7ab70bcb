"""What is known of a field before any user is there: what its variables hold, wherever they are read.

The walk that finds it out is :mod:`~braze_liquid_sim.lint.meaning.walking`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from braze_liquid_sim.dialect.syntax import Body, Expression, FilterCall, Node, Path
from braze_liquid_sim.lint.meaning.scope import Scope
from braze_liquid_sim.lint.meaning.value import Piece, Value

if TYPE_CHECKING:
    from braze_liquid_sim.lint.file import File

State = Literal["set", "maybe", "never"]

_UNKNOWN = Value()
_UNREACHED = Value(nullable=True, blankable=True)


@dataclass(frozen=True, slots=True)
class Read:
    """A variable is read."""

    path: Path
    name: str
    """Of the variable: the root of the path."""
    state: State
    """Whether it is set on every way here, on some, or on none."""
    guarded: bool
    """Whether a condition asks, or has asked, if it is there."""
    defaulted: bool
    """Whether ``default`` follows."""
    known_later: bool = False
    """Whether it is set further down."""


@dataclass(slots=True)
class Write:
    """A variable is set."""

    node: Node
    name: str
    value: Value
    used: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A content block is called."""

    path: Path
    name: str
    file: File | None
    """None where nothing is known of it."""
    missing: tuple[str, ...] = ()
    """What it cannot do without, or what its front matter says that it needs, and is not set here on any way."""
    unsure: tuple[str, ...] = ()
    """What it cannot do without, and is set on some ways only."""


class Flow:
    """The facts of one field; the lists are in the order of its text."""

    def __init__(self, file: File) -> None:
        self._needs = file.needs if file.is_block else {}
        self.pieces: tuple[Piece, ...] = ()
        """What the field writes, as :attr:`Value.pieces`."""
        self.writes: list[Write] = []
        self.sets: set[str] = set()
        """Names that are set anywhere, also by the blocks that it calls."""
        self.opaque = False
        """Whether a block or an include of which nothing is known may have set anything."""
        self.end = Scope()
        """What is known where the field ends."""
        self.values: dict[int, Value] = {}
        """What the walk found, by the ``id`` of the expression, the filter, the node or the body."""
        self.inputs_of_filters: dict[int, Value] = {}
        self.present: dict[int, frozenset[str]] = {}
        self.lookups: dict[int, Read] = {}
        self.called: dict[int, Call] = {}
        self.passed_on: dict[str, Read] = {}
        """What blocks that are called here read, and is not set here: the caller of this one is asked for it."""

    def value(self, expression: Expression | Node) -> Value:
        """What an expression may come to; where it is never reached, nothing is known."""
        return self.values.get(id(expression), _UNREACHED)

    def built(self, body: Body) -> Value:
        """What a part of a tag comes to: the URL of a call, for instance."""
        return self.values.get(id(body), _UNKNOWN)

    def before(self, call: FilterCall) -> Value:
        """What goes into a filter."""
        return self.inputs_of_filters.get(id(call), _UNKNOWN)

    def after(self, call: FilterCall) -> Value:
        """What comes out of a filter."""
        return self.values.get(id(call), _UNKNOWN)

    def guarded(self, item: Node | Expression) -> frozenset[str]:
        """The keys that are there at an output, a tag or a lookup: a condition round it or an abort before says so."""
        return self.present.get(id(item), frozenset())

    def reached(self, item: Node | Expression) -> bool:
        """Whether the walk came to it."""
        return id(item) in self.present or id(item) in self.values

    @cached_property
    def reads(self) -> list[Read]:
        """Every lookup of a variable, by the place where it stands."""
        found = sorted(self.lookups.values(), key=lambda read: read.path.start)
        return [
            replace(read, known_later=True) if read.state == "never" and read.name in self.sets else read
            for read in found
        ]

    @property
    def calls(self) -> list[Call]:
        """The content blocks that are called."""
        return list(self.called.values())

    @cached_property
    def inputs(self) -> dict[str, Read]:
        """What is read before it is set, by name, with the first read of each: a block expects it of its caller."""
        found: dict[str, Read] = {}
        for read in self.reads:
            if read.name not in found and (read.state == "never" or read.name in self._needs):
                found[read.name] = read
        return self.passed_on | found

    @cached_property
    def may_read(self) -> set[str]:
        """The names whose values may come from whoever calls this block."""
        return {read.name for read in self.reads if read.state != "set"} | set(self.inputs)

    @cached_property
    def requires(self) -> set[str]:
        """The inputs without which it goes wrong: neither has a default or a condition, or their lack aborts."""
        careless = {
            read.name
            for read in self.reads
            if read.name in self.inputs and not (read.guarded or read.defaulted or self._is_own(read))
        }
        careless |= {name for name, read in self.passed_on.items() if not read.guarded}
        return careless | {name for name in self.inputs if name in self.end.present}

    def _is_own(self, read: Read) -> bool:
        """Whether the block has set the variable itself by then; what it needs counts as set from the start."""
        return read.state == "set" and not (read.name in self._needs and self.value(read.path).nullable)

    def last(self, name: str) -> Value:
        """What a variable may hold where the field ends, seen from outside."""
        known = self.end.variables.get(name)
        if known is None:
            return Value(nullable=True, blankable=True)
        pieces = tuple(Piece(piece.text) for piece in known.value.pieces)
        return known.value.but(pieces=pieces)
