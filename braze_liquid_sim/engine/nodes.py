"""Nodes → statements: text, output, variables, and what happens when one of them fails."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from braze_liquid_sim.dialect.syntax import Body, Expression, Node, Output, Path, Text
from braze_liquid_sim.dialect.tags import tags_by_node
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.engine.code import HEAVY, Code, Stage
from braze_liquid_sim.engine.control import Control, may_interrupt
from braze_liquid_sim.engine.runtime import BETWEEN_CHECKS
from braze_liquid_sim.engine.values import Values
from braze_liquid_sim.engine.writer import as_text
from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.ruby.compare import is_blank
from braze_liquid_sim.ruby.text import output

_DEEPEST_INDENT = 60
"""Python refuses more than 100 levels; what is deeper moves into a function of its own."""
_DEEPEST_LOOP = 16
"""Python refuses more than 20 loops inside each other."""
_MANY_PARTS = 32
"""A text of more parts is written once: texts made of texts made of texts would grow without end."""
_UNCHECKED_WEIGHT = 1000
"""A text of at most this many of the user's texts cannot run away."""


class Nodes(Values):
    """A writer that turns nodes into statements."""

    _written = 0
    """Tags and outputs so far."""

    @abstractmethod
    def write_block(self, reference: Expression, name: str) -> None:
        """Write a content block where it stands."""

    def body(self, body: Body) -> None:
        """The nodes of a block; one nested too deep for Python moves into a function of its own."""
        loops = sum(control.kind in ("loop", "once") for control in self.controls)
        if self.depth - self.function_depth > _DEEPEST_INDENT or loops > _DEEPEST_LOOP:
            self.outlined(body, lambda: self._nodes(body))
        else:
            self._nodes(body)

    def _nodes(self, body: Body) -> None:
        """The nodes in order; nothing after a ``break`` can run."""
        for node in body.nodes:
            self.node(node)
            if getattr(node, "INTERRUPTS", False):
                return

    def node(self, node: Node) -> None:
        """One node."""
        if isinstance(node, Text):
            self.write_text(node)
            return
        self._written += 1
        if self._written > self.unit.limits.tags:
            raise LimitExceeded("tags", self.unit.limits.tags)
        if isinstance(node, Output):
            self.write_output(node)
        else:
            tags_by_node()[node.__class__].emit(node, self)

    def write_text(self, node: Text) -> None:
        """Text between tags."""
        if node.text:
            self.piece(node, self.constants.code(node.text))

    def write_output(self, node: Output) -> None:
        """``{{ … }}``; a content block alone writes where it stands."""
        block = _block_name(node.expression)
        if block is None:
            self.write_value(node, self.value(node.expression))
        else:
            self.write_block(node.expression, block)

    def write_value(self, node: Node, code: Code) -> None:
        """Print a value; an error in it is printed in its place."""
        if not code.risky:
            self.piece(node, self.printable(code))
            return
        target = self.fresh("t")
        with self.indent("try:"):
            self.line(f"{target} = {as_text(code) if self.unit.careful else code.text}")
        with self.indent("except Exception as e:"):
            self.line(f"E, {target} = fail(E, e, {self.unit.number(node)})")
        kind = "str" if self.unit.careful or code.type == "str" else "any"
        self.piece(node, Code(target, kind, weight=code.weight))

    def printable(self, code: Code) -> Code:
        """A value as the piece of text that it prints as."""
        if code.is_constant and code.type != "str":
            return self.constants.code(output(code.constant))
        return self.at_run(code)

    def piece(self, node: Node, code: Code) -> None:
        """Put a text behind what is written already."""
        buffer = self.buffers[-1]
        if self.unit.traced:
            self.flush(buffer, keep_open=True)
            self.line(f"T.piece({buffer.list_name}, {self.unit.number(node)}, {self.joined([code])})")
            return
        buffer.pieces.append(code)

    def prepare(self, node: Node | None = None) -> None:
        """Before a branch: write what a branch could change or has to stand behind."""
        if node is None or node.writes or self.unit.traced or _may_leave(node):
            self.settle()
        self.settle_volatile()

    def attempt(self, node: Node, statements: list[str], *, risky: bool, then: Callable[[], None]) -> None:
        """Run statements, then what ``then`` writes; where they fail, print the error unless the node is blank."""
        if not risky:
            for statement in statements:
                self.line(statement)
            then()
            return
        if node.writes:
            self.settle()
        self.settle_volatile()
        with self.indent("try:"):
            for statement in statements:
                self.line(statement)
        with self.indent("except Exception as e:"):
            self.failure(node)
        with self.indent("else:"):
            then()

    @contextmanager
    def guarded(self, node: Node, *, risky: bool) -> Iterator[None]:
        """Statements of which the first that fails ends the node."""
        if not risky:
            yield
            return
        self.prepare(node)
        with self.indent("try:"):
            yield
        with self.indent("except Exception as e:"):
            self.failure(node)

    def guarded_code(self, code: Code) -> Code:
        """A value inside :meth:`guarded`, which looks after its errors."""
        return replace(code, risky=False)

    def failure(self, node: Node) -> None:
        """Inside a handler: record the error ``e`` and print it unless the node is blank."""
        if node.blank:
            self.line(f"E, _ = fail(E, e, {self.unit.number(node)})")
            return
        target = self.fresh("t")
        self.line(f"E, {target} = fail(E, e, {self.unit.number(node)})")
        self.piece(node, Code(target, "str"))
        self.flush(self.buffers[-1])

    def named(self, code: Code) -> Code:
        """A value under a name, so that it may be written twice."""
        code = self.at_run(code)
        if code.is_name or code.risky:
            return code
        name = self.fresh("t")
        self.line(f"{name} = {code.text}")
        return Code(name, code.type, weight=code.weight)

    def assign(self, node: Node, name: str, expression: Expression) -> None:
        """``{% assign %}``: a failed value leaves the variable as it was."""
        code = self.value(expression)
        if not code.risky:
            self.store(node, name, code)
            return
        target = self.fresh("t")
        if self.unit.analysis.shares_scope:
            stored = Code(target, code.type, weight=code.weight)
            then = partial(self.store, node, name, stored)
            self.attempt(node, [f"{target} = {code.text}"], risky=True, then=then)
            return
        with self.indent("try:"):
            self.line(f"{target} = {code.text}")
        with self.indent("except Exception as e:"):
            self.failure(node)
            old = self.unit.variable(name)
            self.line(f"{target} = {self.at_run(old).text}")
        kept = old.type == code.type
        self.store(node, name, Code(target, code.type if kept else "any", weight=max(code.weight, old.weight)))

    def store(self, node: Node, name: str, code: Code) -> None:
        """Set a variable of the template."""
        if self.unit.traced:
            traced = self.fresh("t")
            arguments = (str(self.unit.number(node)), self.constants.text(name), self.at_run(code).text)
            self.line(f"{traced} = T.assigned({', '.join(arguments)})")
            code = Code(traced, code.type, weight=code.weight)
        target = self.unit.target(name)
        if target is None:
            self._bind(name, code)
            return
        self.settle_volatile()
        self.line(f"{target} = {self.at_run(code).text}")
        if code.weight > _UNCHECKED_WEIGHT and code.type in ("str", "any"):
            self._bounded(code.text if code.is_name else self.unit.read(name).text, code)

    def _bounded(self, target: str, code: Code) -> None:
        """Stop a text that may have grown too long."""
        test = "" if code.type == "str" else f"if {target}.__class__ is str: "
        self.line(f"{test}bounded({target})")

    def _bind(self, name: str, code: Code) -> None:
        """A variable that is never changed inside a branch: each assignment makes a Python variable of its own."""
        if code.stage is not Stage.RUN or (code.text.isidentifier() and not code.volatile):
            self.unit.bind(name, code)
            return
        target = self.unit.new_name(name)
        self.line(f"{target} = {self.joined(list(code.parts)) if code.parts else code.text}")
        if code.weight > _UNCHECKED_WEIGHT and code.type in ("str", "any"):
            self._bounded(target, code)
        # Parts that cost something are written once, and those that may change while they are what they were.
        lasting = all(part.is_constant or (part.text.isidentifier() and not part.volatile) for part in code.parts)
        filled = code.filled or any(part.is_constant and not is_blank(part.constant) for part in code.parts)
        parts = code.parts if lasting and len(code.parts) <= _MANY_PARTS else ()
        self.unit.bind(name, Code(target, code.type, weight=code.weight, parts=parts, filled=filled))

    def capture(self, node: Node, name: str, body: Body) -> None:
        """``{% capture %}``."""
        text = self.captured(body)
        self.store(node, name, text)
        self.resume()

    def captured(self, body: Body) -> Code:
        """The text that a body writes; ``resume`` must follow, for a ``break`` inside it goes on behind it."""
        with self.buffer() as buffer:
            self.once(body, lambda: self.body(body))
            return self.result(buffer)

    def rendered(self, body: Body) -> Code:
        """The text of a tag's free markup, under a name; nothing in it can leave it early."""
        text = self.named(self.captured(body))
        self.resume()
        return text

    @contextmanager
    def scope(self, names: dict[str, Any]) -> Iterator[None]:
        """Names that hide all others while the block lasts."""
        self.unit.scopes.append(names)
        yield
        self.unit.scopes.pop()

    @contextmanager
    def loop(self) -> Iterator[None]:
        """The inside of a Python loop whose turns are counted."""
        if self.unit.analysis.shares_scope:
            self.line(f"frame.step({self.buffers[0].list_name})")
        else:
            self._count_turn()
        for buffer in self.buffers:
            buffer.weight = HEAVY
        self.controls.append(Control("loop"))
        yield
        self.controls.pop()

    def _count_turn(self) -> None:
        self.line("n -= 1")
        with self.indent(f"if not n & {BETWEEN_CHECKS}:"):
            opened = ", ".join(buffer.list_name for buffer in self.buffers if buffer.opened)
            self.line(f"meter.check(n, {opened})" if opened else "meter.check(n)")


def _may_leave(node: Node) -> bool:
    """Whether a ``break`` inside a node ends more than its own body, so that what is written has to be kept."""
    return any(may_interrupt(child) for child in children(node) if isinstance(child, Body))


def _block_name(expression: Expression) -> str | None:
    """The block that an expression is, where it is one and nothing else."""
    if isinstance(expression, Path) and expression.root == "content_blocks" and len(expression.segments) == 1:
        key = expression.segments[0].key
        return key if expression.segments[0].braced and isinstance(key, str) else None
    return None
