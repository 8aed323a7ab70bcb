"""An abstract walk through a field in the order in which it is rendered.

Branches are all taken and then joined; a loop is walked twice, so that what one round sets the next one reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.dialect.syntax import Body, Expression, Node, Output, Path, StateLiteral, Text
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
from braze_liquid_sim.lint.meaning.evaluating import Evaluation, paths
from braze_liquid_sim.lint.meaning.flags import told_apart, told_by
from braze_liquid_sim.lint.meaning.flow import Flow, Write
from braze_liquid_sim.lint.meaning.guards import key_of, present
from braze_liquid_sim.lint.meaning.scope import Known, Scope, merged
from braze_liquid_sim.lint.meaning.value import EVERYWHERE, Origin, Value, constant, joined

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field

_LOOPS_WALKED_TWICE = 4
"""Loops inside loops: each doubles the walk, and a hundred of them may stand in each other."""
_WRITES_NOTHING = Value(pieces=(), kind="text", blankable=True)


def flow_of(field: Field) -> Flow:
    """Walk through a field."""
    return Walk(field).flow


class Walk(Evaluation):
    """Visits every node once, those of a loop twice; the flow is complete when it is made."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.file)
        self._text_of_field = field.text
        self._writes: dict[int, int] = {}
        """Node to the number of its write."""
        self._exits: list[list[Scope]] = []
        """For each open loop: the ways that leave a round early."""
        for name in field.file.needs if field.file.is_block else ():
            origin = Origin("input", name, 0, 0, True, name)
            self.scope.variables[name] = Known(Value((origin,), frozenset(), True, True))
        self.flow.pieces = self._body(field.body).pieces
        self.flow.end = self.scope

    def _body(self, body: Body) -> Value:
        """Walk through nodes; what they write together."""
        written = joined(self._walk_apart(body))
        self.flow.values[id(body)] = written
        return written

    def _node(self, node: Node) -> Value:
        """What a node writes."""
        self.flow.present[id(node)] = self.scope.present
        walk = _WALKS.get(node.__class__, Walk._other)
        return walk(self, node)

    def _text(self, node: Text) -> Value:
        at = self._text_of_field.find(node.text, node.start, node.end)
        return constant(node.text, at if at >= 0 else None)

    def _raw(self, node: Raw) -> Value:
        return constant(node.text, None)

    def _output(self, node: Output) -> Value:
        value = self.expression(node.expression)
        self.flow.values[id(node)] = value
        return value

    def _assign(self, node: Assign) -> Value:
        self._set(node, node.name, self.expression(node.value))
        return _WRITES_NOTHING

    def _capture(self, node: Capture) -> Value:
        parts = self._walk_apart(node.body)
        value = joined(parts) if parts else constant("", None)
        self.flow.values[id(node)] = value
        self._set(node, node.name, value)
        return _WRITES_NOTHING

    def _walk_apart(self, body: Body) -> list[Value]:
        return [self._node(node) for node in body.nodes]

    def _abort(self, node: AbortMessageTag) -> Value:
        self.scope.ended = True
        return _WRITES_NOTHING

    def _interrupt(self, node: Node) -> Value:
        if self._exits:
            self._exits[-1].append(self.scope.copy())
        self.scope.ended = True
        return _WRITES_NOTHING

    def _connected_content(self, node: ConnectedContent) -> Value:
        for body in (node.url, *node.values):
            self._body(body)
        self._set(node, node.name, self._answer("answer", node, node.name))
        self.scope.tested -= {node.name}
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
        known = self.scope.variables.get(node.name)
        if known is None:
            self.scope.variables[node.name] = Known(Value(kind="number"))
            self.flow.sets.add(node.name)
        return Value(kind="number")

    def _if(self, node: If) -> Value:
        ways: list[Scope] = []
        written: list[tuple[Scope, Value]] = []
        before = self.scope.copy()
        for number, (condition, body) in enumerate(node.branches):
            negated = number == 0 and isinstance(node, Unless)
            if condition:
                self.condition(condition)
            rest = self.scope
            self.scope = rest.copy()
            if condition:
                self._assume(condition, held=not negated)
            written.append((self.scope, joined(self._walk_apart(body))))
            ways.append(self.scope)
            self.scope = rest
            if condition is None:
                break
            self._assume(condition, held=negated)
        else:
            ways.append(self.scope)
            written.append((self.scope, _WRITES_NOTHING))
        self._join(before, ways)
        return _one_of(written)

    def _join(self, before: Scope, ways: list[Scope]) -> None:
        """Where branches meet again: an answer counts as tested where the test has a consequence for what follows."""
        self.scope = merged(ways)
        if not any(way.ended or way.variables != before.variables for way in ways):
            self.scope.tested = before.tested

    def _assume(self, condition: Expression, *, held: bool) -> None:
        """From here on the condition is known to hold, or not to."""
        self.scope.present |= present(condition, held=held) | told_apart(condition, self.scope, held=held)
        roots = {path.root for path in paths(condition) if isinstance(path.root, str)}
        self.scope.tested |= roots

    def _case(self, node: Case) -> Value:
        self.expression(node.value)
        key = key_of(node.value) if isinstance(node.value, Path) else ""
        roots = {path.root for path in paths(node.value) if isinstance(path.root, str)}
        start = self.scope
        before = start.copy()
        written: list[tuple[Scope, Value]] = []
        otherwise = False
        for value, body in node.branches:
            if value:
                self.expression(value)
            self.scope = start.copy()
            self.scope.tested |= roots
            if value and key and not isinstance(value, StateLiteral):
                self.scope.present |= {key}
            if isinstance(node.value, Path) and isinstance(value, Constant):
                self.scope.present |= told_by(node.value, value, self.scope)
            otherwise |= value is None
            written.append((self.scope, joined(self._walk_apart(body))))
        if not otherwise:
            written.append((start, _WRITES_NOTHING))
        self._join(before, [scope for scope, _ in written])
        return _one_of(written)

    def _loop(self, node: For | TableRow) -> Value:
        collection = self.expression(node.collection)
        for child in children(node):
            if isinstance(child, Expression) and child is not node.collection:
                self.expression(child)
        before = self.scope.copy()
        hidden = self.scope.variables.get(node.variable)
        self._exits.append([])
        for _ in range(2 if len(self._exits) <= _LOOPS_WALKED_TWICE else 1):
            self.scope.ended = False
            self._enter(node, collection)
            value = joined(self._walk_apart(node.body))
            self.scope = merged([before.copy(), self.scope, *self._exits[-1]])
        self._exits.pop()
        self.scope.ended = False
        if hidden:
            self.scope.variables[node.variable] = hidden
        else:
            self.scope.variables.pop(node.variable, None)
        if isinstance(node, For) and node.otherwise:
            self._branch(node.otherwise)
        return value.but(varies=True)

    def _enter(self, node: For | TableRow, collection: Value) -> None:
        """The variable of a loop is one of the collection's items, which are there."""
        origins = tuple(origin._replace(name=node.variable, root=node.variable) for origin in collection.origins)
        self.scope.variables[node.variable] = Known(Value(origins, frozenset() if origins else EVERYWHERE))
        if isinstance(node.collection, Path):
            self.scope.present |= {key_of(node.collection)}
            if isinstance(node.collection.root, str):
                self.scope.tested |= {node.collection.root, node.variable}

    def _branch(self, body: Body) -> Value:
        """A body that may be walked through, or not."""
        start = self.scope
        self.scope = start.copy()
        written = joined(self._walk_apart(body))
        self.scope = merged([self.scope, start])
        return written.but(varies=True)

    def _optional(self, node: IfChanged | Translation) -> Value:
        return self._branch(node.body)

    def _liquid(self, node: LiquidTag) -> Value:
        return joined(self._walk_apart(node.body))

    def _include(self, node: Include) -> Value:
        self._children(node)
        self.anything()
        return Value()

    def _other(self, node: Node) -> Value:
        self._children(node)
        return Value() if node.writes else _WRITES_NOTHING

    def _children(self, node: Node) -> None:
        for child in children(node):
            if isinstance(child, Body):
                self._body(child)
            elif isinstance(child, Expression):
                self.expression(child)

    def _set(self, node: Node, name: str, value: Value) -> None:
        number = self._writes.setdefault(id(node), len(self.flow.writes))
        if number == len(self.flow.writes):
            self.flow.writes.append(Write(node, name, value))
        self.flow.writes[number].value = value
        self.flow.sets.add(name)
        self.scope.variables[name] = Known(value, frozenset((number,)))
        forgotten = {key for key in self.scope.present if key == name or key.startswith((f"{name}.", f"{name}["))}
        self.scope.present -= forgotten


def _one_of(written: list[tuple[Scope, Value]]) -> Value:
    """What one of several ways writes: that of the first one which is sent stands for all."""
    going = [value for scope, value in written if not scope.ended] or [value for _, value in written]
    first = going[0]
    return first.but(varies=first.varies or any(value.pieces != first.pieces for value in going))


_WALKS: dict[type, Callable[[Walk, Any], Value]] = {
    Text: Walk._text,
    Raw: Walk._raw,
    Output: Walk._output,
    Assign: Walk._assign,
    Capture: Walk._capture,
    AbortMessageTag: Walk._abort,
    Break: Walk._interrupt,
    Continue: Walk._interrupt,
    ConnectedContent: Walk._connected_content,
    CatalogItems: Walk._sets_items,
    CatalogSelectionItems: Walk._sets_items,
    DataObject: Walk._sets_items,
    ShoppingCart: Walk._sets_items,
    Increment: Walk._counter,
    Decrement: Walk._counter,
    If: Walk._if,
    Unless: Walk._if,
    Case: Walk._case,
    For: Walk._loop,
    TableRow: Walk._loop,
    IfChanged: Walk._optional,
    Translation: Walk._optional,
    LiquidTag: Walk._liquid,
    Include: Walk._include,
}
"""The nodes that the walk knows more of than what stands in them."""
