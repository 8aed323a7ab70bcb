"""Expressions of the template → expressions of Python."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import (
    Comparison,
    Expression,
    FilterCall,
    Filtered,
    Junction,
    Literal,
    Path,
    RangeExpression,
    Segment,
    StateLiteral,
)
from braze_liquid_sim.engine import conditions, intrinsics
from braze_liquid_sim.engine.code import HEAVY, Code, Stage
from braze_liquid_sim.engine.control import Flow
from braze_liquid_sim.engine.loops import LoopNames
from braze_liquid_sim.ruby.lookup import get

_GROWTH = {"default": 1, "strip": 1, "lstrip": 1, "rstrip": 1, "truncate": 1, "slice_": 1, "date": 1, "size": 1}
"""How many times longer a filter can make a text; six times is what an escape does."""
_LONG_CHAIN = 12
"""Filters nested deeper than this go through a variable: Python bounds the brackets of one expression."""


class Values(Flow):
    """A writer that turns expressions into code."""

    @abstractmethod
    def block_text(self, reference: Expression, name: str) -> Code:
        """The text of a content block as a value."""

    def value(self, expression: Expression) -> Code:
        """The value of an expression."""
        return _VALUES[expression.__class__](self, expression)

    def condition(self, expression: Expression) -> Code:
        """Whether an expression is true, as a Python boolean."""
        return conditions.condition(self, expression)

    def apply(self, call: FilterCall, value: Code) -> Code:
        """A value gone through a filter; an unknown one changes nothing, as in Ruby."""
        filter_ = filters().get(call.name)
        if filter_ is None:
            return self._unfiltered(value, call)
        arguments = [self.value(argument) for argument in call.arguments]
        keywords = [(name, self.value(argument)) for name, argument in call.keywords]
        given = len(arguments) + bool(keywords)
        if given < filter_.min_args or (filter_.max_args is not None and given > filter_.max_args):
            return self._wrong_arity(filter_, self._unfiltered(value, call), given)
        code = intrinsics.apply(self, filter_, value, arguments) if not keywords else None
        if code is None:
            code = self.call(filter_, value, arguments, keywords)
        return code

    def call(
        self, filter_: Any, value: Code, arguments: list[Code], keywords: list[tuple[str, Code]] | None = None
    ) -> Code:
        """A plain call of a filter's function, worked out beforehand where everything is known."""
        inputs = [value, *arguments, *(code for _, code in keywords or ())]
        if all(code.is_constant for code in inputs) and not filter_.context and not keywords:
            folded = self._folded(filter_, inputs)
            if folded:
                return folded
        stage = max(code.stage for code in inputs)
        if filter_.context or stage is Stage.CONSTANT or any(code.risky for code in inputs):
            stage = Stage.RUN
        if stage is Stage.RUN:
            inputs = [self.at_run(code) for code in inputs]
        texts = [code.text for code in inputs[: 1 + len(arguments)]]
        if keywords:
            names = [self.constants.text(name) for name, _ in keywords]
            pairs = zip(names, inputs[1 + len(arguments) :], strict=True)
            texts.append("{" + ", ".join(f"{name}: {code.text}" for name, code in pairs) + "}")
        if filter_.context:
            self.unit.needs_context = True
            texts.insert(0, "k")
        return Code(
            f"{self.constants.function(filter_.function, f'{filter_.function.__name__}')}({', '.join(texts)})",
            filter_.returns,
            stage,
            risky=not filter_.total or self.unit.careful or any(code.risky for code in inputs),
            volatile=any(code.volatile for code in inputs),
            weight=min(HEAVY, _GROWTH.get(filter_.function.__name__, 6) * sum(code.weight for code in inputs)),
        )

    def _folded(self, filter_: Any, inputs: list[Code]) -> Code | None:
        try:
            return self.constants.code(filter_.function(*(code.constant for code in inputs)))
        except BaseException as error:
            # What fails now fails while rendering too, in its place.
            if isinstance(error, KeyboardInterrupt):
                raise
            return None

    def _unfiltered(self, value: Code, call: FilterCall) -> Code:
        """The value as it is; but Ruby has looked at the arguments by then."""
        given = [*call.arguments, *(argument for _, argument in call.keywords)]
        risky = [code for code in map(self.value, given) if code.risky]
        if not risky:
            return value
        texts = ", ".join(code.text for code in (self.at_run(value), *risky))
        return Code(f"unfiltered({texts})", risky=True, volatile=True, weight=value.weight)

    def _wrong_arity(self, filter_: Any, value: Code, given: int) -> Code:
        least = filter_.min_args + 1
        most = least if filter_.max_args is None else filter_.max_args + 1
        expected = str(least) if least == most else f"{least}..{most}"
        name = self.constants.text(expected)
        return Code(f"wrong_arity({self.at_run(value).text}, {given + 1}, {name})", risky=True)


def _literal(emit: Values, expression: Literal) -> Code:
    return emit.constants.code(expression.value)


def _state(emit: Values, expression: StateLiteral) -> Code:
    return emit.constants.code("")


def _filtered(emit: Values, expression: Filtered) -> Code:
    code = emit.value(expression.value)
    for count, call in enumerate(expression.filters, 1):
        code = emit.apply(call, code)
        if count % _LONG_CHAIN == 0 and not code.is_constant:
            code = _spilled(emit, code)
    return code


def _spilled(emit: Values, code: Code) -> Code:
    """A long chain so far, as a function of its own: it must not be evaluated before its place."""
    name = emit.fresh("chain")
    emit.line(f"def {name}():")
    emit.line(f"    return {emit.at_run(code).text}")
    return Code(f"{name}()", code.type, risky=code.risky, volatile=True, weight=code.weight)


def _range(emit: Values, expression: RangeExpression) -> Code:
    first, last = emit.at_run(emit.value(expression.first)), emit.at_run(emit.value(expression.last))
    return Code(
        f"Range(range_end({first.text}), range_end({last.text}))", risky=True, volatile=first.volatile or last.volatile
    )


def _path(emit: Values, path: Path) -> Code:
    code, segments = _root(emit, path)
    for segment in segments:
        code = _step(emit, code, segment)
    return code


def _root(emit: Values, path: Path) -> tuple[Code, tuple[Segment, ...]]:
    """The first value of a path, and the steps that are left."""
    root, segments = path.root, path.segments
    if root is None:
        return emit.constants.code(None), ()
    if isinstance(root, Expression):
        return _dynamic(emit, emit.value(root)), segments
    first = segments[0] if segments else None
    if first and first.braced and isinstance(first.key, str):
        if root == "$":
            return _default_attribute(emit, first.key), segments[1:]
        if root == "content_blocks":
            return emit.block_text(path, first.key), segments[1:]
        if root in NAMESPACES:
            found = emit.unit.namespace(root, NAMESPACES[root])
            return emit.unit.member(root, found, first.key), segments[1:]
    if root == "self" and not emit.unit.is_variable(root):
        return _self(emit, segments)
    code = emit.unit.read(root)
    if isinstance(code, LoopNames):
        return code.path(segments)
    return code, segments


def _self(emit: Values, segments: tuple[Segment, ...]) -> tuple[Code, tuple[Segment, ...]]:
    """``self``: all variables as one object, where nothing has that name."""
    own = emit.unit.read("self")
    if not segments:
        return Code(f"(SELF if {own.text} is None else {own.text})"), ()
    first, rest = segments[0], segments[1:]
    name = emit.value(first.key) if isinstance(first.key, Expression) else emit.constants.code(first.key)
    found, step = emit.at_run(_dynamic(emit, name)), _step(emit, own, first)
    text = f"({found.text} if {own.text} is None else {step.text})"
    return Code(text, risky=found.risky or step.risky, volatile=True), rest


def _default_attribute(emit: Values, name: str) -> Code:
    """``${name}``, and ``${name.key}`` as a path into it."""
    base, *steps = name.replace("]", "").replace("[", ".").split(".")
    if not steps:
        return emit.unit.attribute(name)
    code = emit.unit.attribute(base)
    for step in steps:
        code = _step(emit, code, Segment(step, command=step in ("size", "first", "last")))
    return code


def _dynamic(emit: Values, name: Code) -> Code:
    """``[name]``: a variable whose name is a value."""
    if name.is_constant:
        code = emit.unit.read(name.constant) if isinstance(name.constant, str) else emit.constants.code(None)
        return code.whole() if isinstance(code, LoopNames) else code
    return emit.unit.lookup(emit.at_run(name))


def _step(emit: Values, code: Code, segment: Segment) -> Code:
    """One step further into a value."""
    if isinstance(segment.key, Expression):
        key = emit.value(segment.key)
    else:
        key = emit.constants.code(segment.key)
    if code.is_constant and key.is_constant:
        return emit.constants.code(get(code.constant, key.constant, segment.command))
    code, key = emit.at_run(code), emit.at_run(key)
    risky = code.risky or key.risky
    volatile = code.volatile or key.volatile
    if segment.command:
        if segment.key == "size" and code.is_name and not code.is_constant and not emit.unit.careful:
            length = Code(f"len({code.text})", "int", volatile=volatile)
            general = Code(f"get({code.text}, 'size', True)", risky=risky, volatile=volatile, weight=code.weight)
            return intrinsics.both(f"{code.text}.__class__ is list", length, general)
        text = f"get({code.text}, {key.text}, True)"
    elif key.is_constant and isinstance(key.constant, str) and not code.is_constant:
        name, test = code.text, code.text
        if not code.is_name:
            name = emit.fresh("p")
            test = f"({name} := {code.text})"
        text = f"({name}.get({key.text}) if {test}.__class__ is dict else get({name}, {key.text}))"
    else:
        text = f"get({code.text}, {key.text})"
    return Code(text, risky=risky, volatile=volatile, weight=code.weight)


def _condition_value(emit: Values, expression: Expression) -> Code:
    return conditions.condition(emit, expression)


_VALUES: dict[type, Callable[[Any, Any], Code]] = {
    Literal: _literal,
    StateLiteral: _state,
    Filtered: _filtered,
    RangeExpression: _range,
    Path: _path,
    Comparison: _condition_value,
    Junction: _condition_value,
}
