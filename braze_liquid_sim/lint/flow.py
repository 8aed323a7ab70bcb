"""An abstract walk through a field in the order in which it is rendered: what every variable holds wherever it is read.

Branches are all taken and then joined; a loop is walked twice, so that what one round sets the next one reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from braze_liquid_sim.dialect.names import NAMESPACES, PLAIN, attribute
from braze_liquid_sim.dialect.syntax import (
    Body,
    Comparison,
    Expression,
    FilterCall,
    Filtered,
    Node,
    Output,
    Path,
    RangeExpression,
    StateLiteral,
    Text,
)
from braze_liquid_sim.dialect.syntax import Literal as Constant
from braze_liquid_sim.dialect.tags.abort_message import AbortMessageTag
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.break_ import Break
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.case import Case
from braze_liquid_sim.dialect.tags.catalog_items import CatalogItems
from braze_liquid_sim.dialect.tags.catalog_selection_items import CatalogSelectionItems
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.continue_ import Continue
from braze_liquid_sim.dialect.tags.data_object import DataObject
from braze_liquid_sim.dialect.tags.decrement import Decrement
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.if_ import If
from braze_liquid_sim.dialect.tags.ifchanged import IfChanged
from braze_liquid_sim.dialect.tags.include import Include
from braze_liquid_sim.dialect.tags.increment import Increment
from braze_liquid_sim.dialect.tags.liquid import LiquidTag
from braze_liquid_sim.dialect.tags.raw import Raw
from braze_liquid_sim.dialect.tags.shopping_cart import ShoppingCart
from braze_liquid_sim.dialect.tags.tablerow import TableRow
from braze_liquid_sim.dialect.tags.translation import Translation
from braze_liquid_sim.dialect.tags.unless import Unless
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.filtering import filtered
from braze_liquid_sim.lint.guards import is_presence_test, key_of, parts, present
from braze_liquid_sim.lint.scope import Known, Scope, merged
from braze_liquid_sim.lint.value import EVERYWHERE, Origin, Piece, Value, constant, joined

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field
    from braze_liquid_sim.lint.file import File

State = Literal["set", "maybe", "never"]

_NOTHING = Value(nullable=True, blankable=True, pieces=())
_OWN_NAMES = {"forloop", "tablerowloop", "self", *PLAIN}
_FORMAL = {
    "country", "language", "gender", "time_zone", "most_recent_locale", "most_recent_app_version", "braze_id",
    "date_of_birth", "random_bucket_number", "last_used_app_date",
}  # fmt: skip
"""Attributes whose form Braze sees to: nobody can write what they like into them."""
_FORMAL_TYPES = ("url", "integer", "boolean", "time")
_FREE_NAMESPACES = (
    "custom_attribute", "event_properties", "api_trigger_properties", "canvas_entry_properties", "context",
    "context_properties", "sms", "whats_app",
)  # fmt: skip
_KINDS = {"integer": "number", "boolean": "boolean", "time": "time", "array": "list"}
_ANSWERS = ("answer", "catalog")


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
    """What it reads, and is not set here on any way."""


def flow_of(field: Field) -> Flow:
    """Walk through a field."""
    flow = Flow(field)
    flow.walk()
    return flow


class Flow:
    """What is known of a field; the lists are in the order of the walk."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._project = field.file.project
        self._scope = Scope()
        self._values: dict[int, Value] = {}
        self._before: dict[int, Value] = {}
        self._present: dict[int, frozenset[str]] = {}
        self._reads: dict[int, Read] = {}
        self._calls: dict[int, Call] = {}
        self._writes: dict[int, int] = {}
        """Node to the number of its write."""
        self._exits: list[list[Scope]] = []
        self._asking = False
        """Whether what is read now is only asked for being there."""
        self._defaulting = False
        self.pieces: tuple[Piece, ...] = ()
        """What the field writes, as :attr:`Value.pieces`."""
        self.writes: list[Write] = []
        self.sets: set[str] = set()
        """Names that are set anywhere, also by the blocks that it calls."""
        self.opaque = False
        """Whether a block or an include of which nothing is known may have set anything."""

    def walk(self) -> None:
        """Visit everything once."""
        for name in self._field.file.needs if self._field.file.is_block else ():
            origin = Origin("input", name, 0, 0, True, name)
            self._scope.variables[name] = Known(Value((origin,), frozenset(), True, True))
        self.pieces = self._body(self._field.body).pieces
        self.at_end = self._scope.present
        """The keys that are there where the field ends: it would have aborted without them."""

    def value(self, expression: Expression | Node) -> Value:
        """What an expression may come to; where it is never reached, nothing is known."""
        return self._values.get(id(expression), Value(nullable=True, blankable=True))

    def built(self, body: Body) -> Value:
        """What a part of a tag comes to: the URL of a call, for instance."""
        return self._values.get(id(body), Value())

    def before(self, call: FilterCall) -> Value:
        """What goes into a filter."""
        return self._before.get(id(call), Value())

    def after(self, call: FilterCall) -> Value:
        """What comes out of a filter."""
        return self._values.get(id(call), Value())

    def guarded(self, item: Node | Expression) -> frozenset[str]:
        """The keys that are there at an output, a tag or a lookup: a condition round it or an abort before says so."""
        return self._present.get(id(item), frozenset())

    def reached(self, item: Node | Expression) -> bool:
        """Whether the walk came to it."""
        return id(item) in self._present or id(item) in self._values

    @cached_property
    def reads(self) -> list[Read]:
        """Every lookup of a variable, by the place where it stands."""
        found = sorted(self._reads.values(), key=lambda read: read.path.start)
        return [
            replace(read, known_later=True) if read.state == "never" and read.name in self.sets else read
            for read in found
        ]

    @property
    def calls(self) -> list[Call]:
        """The content blocks that are called."""
        return list(self._calls.values())

    @cached_property
    def inputs(self) -> dict[str, Read]:
        """What is read before it is set, by name, with the first read of each: a block expects it of its caller."""
        found: dict[str, Read] = {}
        needs = self._field.file.needs if self._field.file.is_block else {}
        for read in self.reads:
            if read.name not in found and (read.state == "never" or read.name in needs):
                found[read.name] = read
        return found

    @cached_property
    def requires(self) -> set[str]:
        """The inputs without which it goes wrong: neither has a default or a condition, or their lack aborts."""
        careless = {
            read.name for read in self.reads if read.name in self.inputs and not read.guarded and not read.defaulted
        }
        return careless | {name for name in self.inputs if name in self.at_end}

    # Nodes

    def _body(self, body: Body) -> Value:
        """Walk through nodes; what they write together."""
        written = joined(self._walk_apart(body))
        self._values[id(body)] = written
        return written

    def _node(self, node: Node) -> Value:
        """What a node writes."""
        self._present[id(node)] = self._scope.present
        walk = _WALKS.get(node.__class__, Flow._other)
        return walk(self, node)

    def _text(self, node: Text) -> Value:
        at = self._field.text.find(node.text, node.start, node.end)
        return constant(node.text, at if at >= 0 else None)

    def _raw(self, node: Raw) -> Value:
        return constant(node.text, None)

    def _output(self, node: Output) -> Value:
        value = self._expression(node.expression)
        self._values[id(node)] = value
        return value

    def _assign(self, node: Assign) -> Value:
        self._set(node, node.name, self._expression(node.value))
        return _WRITES_NOTHING

    def _capture(self, node: Capture) -> Value:
        parts = self._walk_apart(node.body)
        value = joined(parts) if parts else constant("", None)
        self._values[id(node)] = value
        self._set(node, node.name, value)
        return _WRITES_NOTHING

    def _walk_apart(self, body: Body) -> list[Value]:
        return [self._node(node) for node in body.nodes]

    def _abort(self, node: AbortMessageTag) -> Value:
        self._scope.ended = True
        return _WRITES_NOTHING

    def _interrupt(self, node: Node) -> Value:
        if self._exits:
            self._exits[-1].append(self._scope.copy())
        self._scope.ended = True
        return _WRITES_NOTHING

    def _connected_content(self, node: ConnectedContent) -> Value:
        for body in (node.url, *node.values):
            self._body(body)
        self._set(node, node.name, self._answer("answer", node, node.name))
        self._scope.tested -= {node.name}
        return _WRITES_NOTHING

    def _sets_items(self, node: Any) -> Value:
        """A tag that fills a variable of a fixed name."""
        self._children(node)
        self._set(node, node.name, self._answer("catalog", node, node.name).but(kind="list"))
        return _WRITES_NOTHING

    def _answer(self, kind: str, node: Node, name: str) -> Value:
        origin = Origin(kind, name, node.start, node.end, True, name)
        return Value((origin,), frozenset(), True, True, tested=kind != "answer")

    def _counter(self, node: Any) -> Value:
        known = self._scope.variables.get(node.name)
        if known is None:
            self._scope.variables[node.name] = Known(Value(kind="number"))
            self.sets.add(node.name)
        return Value(kind="number")

    def _if(self, node: If) -> Value:
        ways: list[Scope] = []
        written: list[tuple[Scope, Value]] = []
        for number, (condition, body) in enumerate(node.branches):
            negated = number == 0 and isinstance(node, Unless)
            if condition:
                self._condition(condition)
            rest = self._scope
            self._scope = rest.copy()
            if condition:
                self._assume(condition, held=not negated)
            written.append((self._scope, joined(self._walk_apart(body))))
            ways.append(self._scope)
            self._scope = rest
            if condition is None:
                break
            self._assume(condition, held=negated)
        else:
            ways.append(self._scope)
            written.append((self._scope, _WRITES_NOTHING))
        self._scope = merged(ways)
        return _one_of(written)

    def _assume(self, condition: Expression, *, held: bool) -> None:
        """From here on the condition is known to hold, or not to."""
        self._scope.present |= present(condition, held=held)
        roots = {path.root for path in _paths(condition) if isinstance(path.root, str)}
        self._scope.tested |= roots

    def _case(self, node: Case) -> Value:
        self._expression(node.value)
        key = key_of(node.value) if isinstance(node.value, Path) else ""
        roots = {path.root for path in _paths(node.value) if isinstance(path.root, str)}
        start = self._scope
        written: list[tuple[Scope, Value]] = []
        otherwise = False
        for value, body in node.branches:
            if value:
                self._expression(value)
            self._scope = start.copy()
            self._scope.tested |= roots
            if value and key and not isinstance(value, StateLiteral):
                self._scope.present |= {key}
            otherwise |= value is None
            written.append((self._scope, joined(self._walk_apart(body))))
        if not otherwise:
            written.append((start, _WRITES_NOTHING))
        self._scope = merged([scope for scope, _ in written])
        return _one_of(written)

    def _loop(self, node: For | TableRow) -> Value:
        collection = self._expression(node.collection)
        for child in children(node):
            if isinstance(child, Expression) and child is not node.collection:
                self._expression(child)
        before = self._scope.copy()
        hidden = self._scope.variables.get(node.variable)
        self._exits.append([])
        for _ in range(2):
            self._scope.ended = False
            self._enter(node, collection)
            value = joined(self._walk_apart(node.body))
            self._scope = merged([before.copy(), self._scope, *self._exits[-1]])
        self._exits.pop()
        self._scope.ended = False
        if hidden:
            self._scope.variables[node.variable] = hidden
        else:
            self._scope.variables.pop(node.variable, None)
        if isinstance(node, For) and node.otherwise:
            self._branch(node.otherwise)
        return value.but(varies=True)

    def _enter(self, node: For | TableRow, collection: Value) -> None:
        """The variable of a loop is one of the collection's items, which are there."""
        origins = tuple(replace(origin, name=node.variable, root=node.variable) for origin in collection.origins)
        self._scope.variables[node.variable] = Known(Value(origins, frozenset() if origins else EVERYWHERE))
        if isinstance(node.collection, Path):
            self._scope.present |= {key_of(node.collection)}
            if isinstance(node.collection.root, str):
                self._scope.tested |= {node.collection.root, node.variable}

    def _branch(self, body: Body) -> Value:
        """A body that may be walked through, or not."""
        start = self._scope
        self._scope = start.copy()
        written = joined(self._walk_apart(body))
        self._scope = merged([self._scope, start])
        return written.but(varies=True)

    def _optional(self, node: IfChanged | Translation) -> Value:
        return self._branch(node.body)

    def _liquid(self, node: LiquidTag) -> Value:
        return joined(self._walk_apart(node.body))

    def _include(self, node: Include) -> Value:
        self._children(node)
        self._anything()
        return Value()

    def _other(self, node: Node) -> Value:
        self._children(node)
        return Value() if node.writes else _WRITES_NOTHING

    def _children(self, node: Node) -> None:
        for child in children(node):
            if isinstance(child, Body):
                self._body(child)
            elif isinstance(child, Expression):
                self._expression(child)

    # Variables

    def _set(self, node: Node, name: str, value: Value) -> None:
        number = self._writes.setdefault(id(node), len(self.writes))
        if number == len(self.writes):
            self.writes.append(Write(node, name, value))
        self.writes[number].value = value
        self.sets.add(name)
        self._scope.variables[name] = Known(value, frozenset((number,)))
        forgotten = {key for key in self._scope.present if key == name or key.startswith((f"{name}.", f"{name}["))}
        self._scope.present -= forgotten

    def _use(self, names: Iterator[str] | set[str]) -> None:
        for name in names:
            if known := self._scope.variables.get(name):
                for number in known.writes:
                    self.writes[number].used = True

    def _anything(self) -> None:
        """Something of which nothing is known may read and set every variable."""
        self._use(set(self._scope.variables))
        self._scope.opaque = self.opaque = True

    # Expressions

    def _expression(self, expression: Expression) -> Value:
        if isinstance(expression, Filtered):
            value = self._filtered(expression)
        elif isinstance(expression, Path):
            value = self._path(expression)
        elif isinstance(expression, Constant):
            value = _literal(expression)
        elif isinstance(expression, RangeExpression):
            self._expression(expression.first)
            self._expression(expression.last)
            value = Value(kind="list")
        elif isinstance(expression, StateLiteral):
            value = constant("", None)
        else:
            self._condition(expression)
            value = Value(kind="boolean")
        self._values[id(expression)] = value
        return value

    def _filtered(self, expression: Filtered) -> Value:
        outer = self._defaulting
        self._defaulting = any(call.name == "default" for call in expression.filters)
        value = self._expression(expression.value)
        self._defaulting = outer
        for call in expression.filters:
            self._before[id(call)] = value
            arguments = [self._expression(argument) for argument in call.arguments]
            for _, argument in call.keywords:
                self._expression(argument)
            value = filtered(call.name, value, arguments)
            self._values[id(call)] = value
        return value

    def _condition(self, condition: Expression) -> None:
        """A condition; what it only asks for being there is no careless read."""
        _, found = parts(condition)
        for part in found:
            outer, self._asking = self._asking, is_presence_test(part)
            if isinstance(part, Comparison):
                self._expression(part.left)
                self._expression(part.right)
            else:
                self._expression(part)
            self._asking = outer

    def _path(self, path: Path) -> Value:
        for segment in path.segments:
            if isinstance(segment.key, Expression):
                self._expression(segment.key)
        self._present[id(path)] = self._scope.present
        root = path.root
        if isinstance(root, Expression):
            self._expression(root)
            self._use(set(self._scope.variables))
            return Value(nullable=True, blankable=True)
        if root is None:
            return _NOTHING
        if root == "$":
            return self._attribute(path)
        if root == "content_blocks" and path.segments and path.segments[0].braced:
            return self._call(path, str(path.segments[0].key))
        if root in NAMESPACES and root not in self._scope.variables:
            return self._member(path, root)
        if path.segments and path.segments[0].braced and root not in self._scope.variables:
            # A slip for a namespace, maybe for that of the content blocks.
            self._anything()
            return self._outside(path, "undefined", "any", free=True)
        return self._variable(path, root)

    def _attribute(self, path: Path) -> Value:
        name = str(path.segments[0].key)
        known = attribute(name)
        formal = name in _FORMAL or known.type in _FORMAL_TYPES
        return self._outside(path, "attribute", known.type, free=not formal)

    def _member(self, path: Path, root: str) -> Value:
        namespace = NAMESPACES[root]
        key = path.segments[0].key if path.segments else ""
        member = namespace.members.get(key) if isinstance(key, str) else None
        return self._outside(path, root, member.type if member else namespace.type, free=root in _FREE_NAMESPACES)

    def _outside(self, path: Path, kind: str, type: str, *, free: bool) -> Value:
        key = key_of(path)
        origin = Origin(kind, key, path.start, path.end, free)
        missing = key not in self._scope.present
        known = _KINDS.get(type, "any")
        safe = EVERYWHERE if known in ("number", "boolean", "time") else frozenset()
        return Value((origin,), safe, missing, missing, known)  # type: ignore[arg-type]

    def _variable(self, path: Path, name: str) -> Value:
        scope = self._scope
        self._use({name})
        known = scope.variables.get(name)
        if name in _OWN_NAMES and known is None:
            return Value()
        key = key_of(path)
        state: State = "set" if known and known.certain else "maybe" if known or scope.opaque else "never"
        guarded = self._asking or key in scope.present or name in scope.present
        self._reads[id(path)] = Read(path, name, state, guarded, self._defaulting)
        if known is None:
            kind = "input" if self._field.file.is_block else "undefined"
            origin = Origin(kind, key, path.start, path.end, True, name)
            return Value((origin,), frozenset(), not guarded, not guarded)
        value = known.value
        if path.segments:
            return self._part(path, key, value)
        tested = value.tested or name in scope.tested
        if key in scope.present:
            return value.but(nullable=False, blankable=False, tested=tested)
        return value if tested is value.tested else value.but(tested=tested)

    def _part(self, path: Path, key: str, value: Value) -> Value:
        """``answer.name``: something in what a variable holds."""
        if path.segments[-1].key in ("size", "__http_status_code__"):
            return Value(kind="number", tested=True)
        missing = key not in self._scope.present
        origins = tuple(
            replace(origin, name=key, start=path.start, end=path.end, root=str(path.root)) for origin in value.origins
        )
        tested = value.tested or str(path.root) in self._scope.tested
        return Value(
            origins, frozenset() if origins else EVERYWHERE, missing, missing, clock=value.clock, tested=tested
        )

    def _call(self, path: Path, name: str) -> Value:
        """A content block: it reads the variables that are set here, and sets its own."""
        project = self._project
        file = project.block(name) if name not in project.walking else None
        if file is None:
            if not project.complete or name in project.blocks:
                self._anything()
            self._calls[id(path)] = Call(path, name, None)
            return Value()
        with project.walk(name):
            inner = file.fields["body"].flow
        self._use(set(inner.inputs))
        missing = tuple(
            one for one in sorted(inner.requires) if one not in self._scope.variables and not self._scope.opaque
        )
        self._calls[id(path)] = Call(path, name, file, missing)
        for one in inner.sets:
            self.sets.add(one)
            self._scope.variables[one] = Known(inner.last(one))
        if inner.opaque:
            self._anything()
        return Value()

    def last(self, name: str) -> Value:
        """What a variable may hold where the field ends, seen from outside."""
        known = self._scope.variables.get(name)
        if known is None:
            return Value(nullable=True, blankable=True)
        pieces = tuple(Piece(piece.text) for piece in known.value.pieces)
        return known.value.but(pieces=pieces)


_WRITES_NOTHING = Value(pieces=(), kind="text", blankable=True)


def _one_of(written: list[tuple[Scope, Value]]) -> Value:
    """What one of several ways writes: that of the first one which is sent stands for all."""
    going = [value for scope, value in written if not scope.ended] or [value for _, value in written]
    first = going[0]
    return first.but(varies=first.varies or any(value.pieces != first.pieces for value in going))


def _literal(literal: Constant) -> Value:
    value = literal.value
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return constant("true" if value else "false", None, "boolean")
    if isinstance(value, str):
        clock: Any = "second" if value in ("now", "today") else ""
        return constant(value, literal.start + 1).but(clock=clock)
    if isinstance(value, int | float):
        return constant(str(value), literal.start, "number")
    return Value(kind="list")


def _paths(expression: Any) -> Iterator[Path]:
    stack = [expression]
    while stack:
        item = stack.pop()
        if isinstance(item, Path):
            yield item
        stack.extend(children(item))


_WALKS: dict[type, Callable[[Flow, Any], Value]] = {
    Text: Flow._text,
    Raw: Flow._raw,
    Output: Flow._output,
    Assign: Flow._assign,
    Capture: Flow._capture,
    AbortMessageTag: Flow._abort,
    Break: Flow._interrupt,
    Continue: Flow._interrupt,
    ConnectedContent: Flow._connected_content,
    CatalogItems: Flow._sets_items,
    CatalogSelectionItems: Flow._sets_items,
    DataObject: Flow._sets_items,
    ShoppingCart: Flow._sets_items,
    Increment: Flow._counter,
    Decrement: Flow._counter,
    If: Flow._if,
    Unless: Flow._if,
    Case: Flow._case,
    For: Flow._loop,
    TableRow: Flow._loop,
    IfChanged: Flow._optional,
    Translation: Flow._optional,
    LiquidTag: Flow._liquid,
    Include: Flow._include,
}
"""The nodes that the walk knows more of than what stands in them."""
