"""What an expression may come to, whoever the user is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.dialect.names import NAMESPACES, PLAIN, attribute
from braze_liquid_sim.dialect.syntax import Comparison, Expression, Filtered, Path, RangeExpression, StateLiteral
from braze_liquid_sim.dialect.syntax import Literal as Constant
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.meaning.filtering import filtered
from braze_liquid_sim.lint.meaning.flow import Call, Flow, Read, State
from braze_liquid_sim.lint.meaning.guards import is_presence_test, key_of, parts
from braze_liquid_sim.lint.meaning.scope import Known, Scope
from braze_liquid_sim.lint.meaning.value import EVERYWHERE, Origin, Value, constant

if TYPE_CHECKING:
    from braze_liquid_sim.lint.file import File

_NOTHING = Value(nullable=True, blankable=True, pieces=())
_OWN_NAMES = {"forloop", "tablerowloop", "self", *PLAIN}
_FORMAL = {
    "country", "language", "gender", "time_zone", "most_recent_locale", "most_recent_app_version", "braze_id",
    "date_of_birth", "random_bucket_number", "last_used_app_date", "most_recent_location",
}  # fmt: skip
"""Attributes whose form Braze sees to: nobody can write what they like into them."""
_FORMAL_TYPES = ("url", "integer", "boolean", "time")
_FREE_NAMESPACES = (
    "custom_attribute", "event_properties", "api_trigger_properties", "canvas_entry_properties", "context",
    "context_properties", "sms", "whats_app",
)  # fmt: skip
_KINDS = {"integer": "number", "boolean": "boolean", "time": "time", "array": "list"}


class Evaluation:
    """Works out expressions at one point of a walk, and remembers in a flow what it saw."""

    def __init__(self, file: File) -> None:
        self.flow = Flow(file)
        self.scope = Scope()
        self._file = file
        self._asking = False
        """Whether what is read now is only asked for being there."""
        self._defaulting = False
        """Whether a default follows what is read now."""

    def expression(self, expression: Expression) -> Value:
        """What an expression comes to here."""
        if isinstance(expression, Filtered):
            value = self._filtered(expression)
        elif isinstance(expression, Path):
            value = self._path(expression)
        elif isinstance(expression, Constant):
            value = _literal(expression)
        elif isinstance(expression, RangeExpression):
            self.expression(expression.first)
            self.expression(expression.last)
            value = Value(kind="list")
        elif isinstance(expression, StateLiteral):
            value = constant("", None)
        else:
            self.condition(expression)
            value = Value(kind="boolean")
        self.flow.values[id(expression)] = value
        return value

    def _filtered(self, expression: Filtered) -> Value:
        outer = self._defaulting
        self._defaulting = any(call.name == "default" for call in expression.filters)
        value = self.expression(expression.value)
        self._defaulting = outer
        for call in expression.filters:
            self.flow.inputs_of_filters[id(call)] = value
            arguments = [self.expression(argument) for argument in call.arguments]
            for _, argument in call.keywords:
                self.expression(argument)
            value = filtered(call.name, value, arguments)
            self.flow.values[id(call)] = value
        return value

    def condition(self, condition: Expression) -> None:
        """A condition; what it only asks for being there is no careless read."""
        _, found = parts(condition)
        for part in found:
            outer, self._asking = self._asking, is_presence_test(part)
            if isinstance(part, Comparison):
                self.expression(part.left)
                self.expression(part.right)
            else:
                self.expression(part)
            self._asking = outer

    def _path(self, path: Path) -> Value:
        for segment in path.segments:
            if isinstance(segment.key, Expression):
                self.expression(segment.key)
        self.flow.present[id(path)] = self.scope.present
        root = path.root
        if isinstance(root, Expression):
            self.expression(root)
            self.use(set(self.scope.variables))
            return Value(nullable=True, blankable=True)
        if root is None:
            return _NOTHING
        if root == "$":
            return self._attribute(path)
        if root == "content_blocks" and path.segments and path.segments[0].braced:
            return self._call(path, str(path.segments[0].key))
        if root in NAMESPACES and root not in self.scope.variables:
            return self._member(path, root)
        if path.segments and path.segments[0].braced and root not in self.scope.variables:
            # A slip for a namespace, maybe for that of the content blocks.
            self.anything()
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
        missing = key not in self.scope.present
        known = _KINDS.get(type, "any")
        safe = EVERYWHERE if known in ("number", "boolean", "time") else frozenset()
        return Value((origin,), safe, missing, missing, known)  # type: ignore[arg-type]

    def _variable(self, path: Path, name: str) -> Value:
        scope = self.scope
        self.use({name})
        known = scope.variables.get(name)
        if name in _OWN_NAMES and known is None:
            return Value()
        key = key_of(path)
        state: State = "set" if known and known.certain else "maybe" if known or scope.opaque else "never"
        guarded = self._asking or key in scope.present or name in scope.present
        self.flow.lookups[id(path)] = Read(path, name, state, guarded, self._defaulting)
        if known is None:
            kind = "input" if self._file.is_block else "undefined"
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
        missing = key not in self.scope.present
        origins = tuple(
            origin._replace(name=key, start=path.start, end=path.end, root=str(path.root)) for origin in value.origins
        )
        tested = value.tested or str(path.root) in self.scope.tested
        return Value(
            origins, frozenset() if origins else EVERYWHERE, missing, missing, clock=value.clock, tested=tested
        )

    def _call(self, path: Path, name: str) -> Value:
        """A content block: it reads the variables that are set here, and sets its own."""
        project = self._file.project
        file = project.block(name) if name not in project.walking else None
        if file is None:
            # One that does not exist is a finding of its own, and what it was to set need not be found as well.
            self.anything()
            self.flow.called[id(path)] = Call(path, name, None)
            return Value()
        with project.walk(name):
            inner = file.fields["body"].flow
        self.use(inner.may_read)
        known = self.scope.variables
        unsure = tuple(one for one in sorted(inner.requires) if one in known and not known[one].certain)
        self.flow.called[id(path)] = Call(path, name, file, self._missing(path, file, inner), unsure)
        for one in inner.sets:
            self.flow.sets.add(one)
            self.scope.variables[one] = Known(inner.last(one))
        if inner.opaque:
            self.anything()
        prints = "".join(piece.text for piece in inner.pieces).strip()
        return Value() if prints else Value().but(pieces=())  # one that only sets variables stands before JSON

    def _missing(self, path: Path, file: File, inner: Flow) -> tuple[str, ...]:
        """What a block needs and is not set here; all that it may read and is not set is passed on to the caller."""
        if self.scope.opaque:
            return ()
        for one in inner.inputs:
            if one not in self.scope.variables:
                self.flow.passed_on.setdefault(one, Read(path, one, "never", one not in inner.requires, False))
        optional = {one for one, what in file.needs.items() if "optional" in str(what)}
        wanted = inner.requires | (file.needs.keys() & inner.inputs.keys())
        return tuple(one for one in sorted(wanted - optional) if one not in self.scope.variables)

    def use(self, names: Iterable[str]) -> None:
        """Variables are read."""
        for name in names:
            if known := self.scope.variables.get(name):
                for number in known.writes:
                    self.flow.writes[number].used = True

    def anything(self) -> None:
        """Something of which nothing is known may read and set every variable."""
        self.use(set(self.scope.variables))
        self.scope.opaque = self.flow.opaque = True


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


def paths(expression: Any) -> Iterator[Path]:
    """The lookups in an expression."""
    stack = [expression]
    while stack:
        item = stack.pop()
        if isinstance(item, Path):
            yield item
        stack.extend(children(item))
