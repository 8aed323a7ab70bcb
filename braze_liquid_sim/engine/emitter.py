"""The tools that a tag's ``emit`` works with: the emitter, at the end of the chain of writers.

:class:`Writer` (lines, buffers) ← ``Flow`` (break) ← ``Values`` (expressions) ← ``Nodes`` ← ``Blocks`` ← ``Emitter``.
Tags see it as :class:`braze_liquid_sim.dialect.emitting.Emitter`.
"""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Body, Expression, Node, Output, Text
from braze_liquid_sim.dialect.tags.abort_message import AbortMessageTag
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.engine import conditions
from braze_liquid_sim.engine.blocks import Blocks
from braze_liquid_sim.engine.code import HEAVY, Code
from braze_liquid_sim.engine.loops import LoopNames
from braze_liquid_sim.engine.writer import merged
from braze_liquid_sim.ruby.range import Range

Choice = tuple[Code | None, Body]
_SHORT_RANGE = 1000
_FEW = 3
_BRIEF = 60
"""Characters of text in a choice that is written in line."""


class Emitter(Blocks):
    """Makes one Python function of a template and of the content blocks that it pulls in."""

    def choose(self, node: Node, choices: list[Choice], *, on_match: str = "", first: int = 0) -> None:
        """Write the first body whose condition is true; None is always true.

        ``first`` is the number of the first choice, for the trace of a tag that makes several.
        """
        if on_match:
            self.settle_volatile()
        risky = any(condition and condition.risky for condition, _ in choices)
        if not risky and not self.unit.traced:
            choices = _possible(choices)
            if not choices or (not on_match and not self.unit.careful and self._in_line(node, choices)):
                return
            if not all(_silent(body) for _, body in choices):
                self.prepare(node)
            self._choose(choices, [condition.text if condition else "" for condition, _ in choices], on_match)
            return
        chosen = self.fresh("t")
        tests = [f"{at} if {condition.text} else " for at, (condition, _) in enumerate(choices) if condition]
        otherwise = next((at for at, (condition, _) in enumerate(choices) if condition is None), -1)
        statement = f"{chosen} = {''.join(tests)}{otherwise}"
        conditions_ = [f"{chosen} == {at}" if condition else "" for at, (condition, _) in enumerate(choices)]

        def then() -> None:
            if self.unit.traced:
                self.line(f"T.branch({self.unit.number(node)}, {chosen} + {first} if {chosen} >= 0 else -1)")
            self.prepare(node)
            self._choose(choices, conditions_, on_match)

        self.prepare(node)
        self.attempt(node, [statement], risky=risky, then=then)

    def _in_line(self, node: Node, choices: list[Choice]) -> bool:
        """Write a choice of a few words as one more piece of the text around it; False where there is more to it."""
        if len(choices) > _FEW or choices[0][0] is None or not all(map(_brief, (body for _, body in choices))):
            return False
        texts: list[Code] = []
        lines = len(self.lines)
        for _, body in choices:
            with self.buffer() as buffer:
                self.body(body)
                if buffer.opened or len(self.lines) > lines:
                    # It takes statements: they are written again, inside an ordinary branch.
                    del self.lines[lines:]
                    return False
                texts.append(self.added(merged(buffer.pieces)))
        if not node.writes:
            return True
        text = "''"
        for (condition, _), chosen in reversed(list(zip(choices, texts, strict=True))):
            text = f"({chosen.text} if {condition.text} else {text})" if condition else chosen.text
        codes = [*texts, *(condition for condition, _ in choices if condition)]
        volatile = any(code.volatile for code in codes)
        self.piece(node, Code(text, "str", volatile=volatile, weight=sum(code.weight for code in codes)))
        return True

    def _choose(self, choices: list[Choice], conditions: list[str], on_match: str) -> None:
        keyword = "if"
        for (_, body), condition in zip(choices, conditions, strict=True):
            if not condition and keyword == "if":
                if on_match:
                    self.line(on_match)
                self.body(body)
                return
            with self.indent(f"{keyword} {condition}:" if condition else "else:"):
                if on_match:
                    self.line(on_match)
                self.body(body)
            if not condition:
                return
            keyword = "elif"

    def branch(self, node: Node, number: int) -> None:
        """Note in the trace that a branch runs."""
        if self.unit.traced:
            self.line(f"T.branch({self.unit.number(node)}, {number})")

    def negated(self, code: Code) -> Code:
        """The opposite of a condition."""
        if code.is_constant:
            return self.constants.code(not code.constant)
        return Code(f"(not {code.text})", "bool", risky=code.risky, volatile=code.volatile)

    def equals(self, value: Code, other: Expression) -> Code:
        """Whether a value equals an expression, which may be ``blank`` or ``empty``."""
        return conditions.equals(self, value, other)

    def flag(self, name: str) -> Code:
        """A Python variable that holds a boolean."""
        return Code(name, "bool", volatile=True)

    def local(self, name: str) -> Code:
        """A Python variable that changes with each turn of a loop."""
        return Code(name)

    def text(self, python: str) -> Code:
        """A Python expression for a text."""
        return Code(python, "str", volatile=True)

    def constant(self, value: object) -> Code:
        """A value that is known now."""
        return self.constants.code(value)

    def state(self, name: str, initial: str) -> str:
        """A Python variable that lasts for the whole render."""
        if self.unit.analysis.shares_scope:
            return f"frame.{name}"
        if name not in self.unit.shared:
            self.unit.shared.add(name)
            self.unit.prologue.append(f"{name} = {initial}")
        return name

    def segment(self, node: For, items: str) -> tuple[list[str], bool]:
        """Statements that set ``items`` to what a loop runs over, and whether they may fail."""
        collection = self.at_run(self.value(node.collection))
        key = self.constants.text(node.label)
        risky = collection.risky
        if node.limit is None and node.offset is None and not node.continues:
            numbers = self._numbers(node)
            known = f"{self.constants.bind(numbers)}" if numbers else f"items_of({collection.text}, limits)"
            statements = [f"{items} = {known}"]
            start = "0"
        else:
            start = "0" if node.offset is None else self.at_run(self.value(node.offset)).text
            if node.continues:
                start = f"{self.state('offsets', '{}')}.get({key}, 0)"
            limit = "None" if node.limit is None else self.at_run(self.value(node.limit)).text
            if self.unit.analysis.continued:
                statements = [f"start = loop_bound({start}) or 0"]
                start = "start"
            else:
                statements = []
            statements.append(f"{items} = segment({collection.text}, {start}, {limit}, limits)")
            risky = True
        if node.reversed:
            statements.append(f"{items} = {items}[::-1]")
        if self.unit.analysis.continued:
            statements.append(f"{self.state('offsets', '{}')}[{key}] = {start} + len({items})")
        if self.unit.analysis.shares_scope:
            statements.append(f"{_scope_of(items)} = frame.push() if {items} else None")
            risky = True
        return statements, risky

    def _numbers(self, node: Node) -> list[int] | None:
        """What a loop over a short range runs over, where that is known."""
        code = self.value(node.collection) if isinstance(node, For) else None
        items = code.constant if code and code.is_constant else None
        if isinstance(items, Range) and items.size <= min(_SHORT_RANGE, self.unit.limits.iterations):
            return list(items)
        return None

    def for_each(self, node: Node, items: str, variable: str, label: str, body: Body) -> None:
        """A Python loop with the names of a Liquid one."""
        outer = self.enclosing_loop()
        shared = self.unit.analysis.shares_scope
        loop = LoopNames(items[1:], self.constants.code(label), outer, self.constants.code(None), framed=shared)
        target = f"l{loop.number}"
        if shared:
            loop.whole()
        at = len(self.lines)
        kind = "int" if self._numbers(node) else "any"
        with self.indent("for"), self.loop(), self.scope({variable: Code(target, kind), "forloop": loop}):
            begun = len(self.lines)
            if shared:
                scope = _scope_of(items)
                self.line(f"{scope}[{self.constants.text(variable)}] = {target}")
                self.line(f"{scope}['forloop'] = f{loop.number}")
            self.branch(node, 0)
            self.body(body)
        for statement in loop.after():
            self.line(statement)
        margin = "    " * self.depth
        self.lines[begun:begun] = [f"{margin}    {line}" for line in loop.inside()]
        self.lines[at : at + 1] = [f"{margin}{line}" for line in (*loop.before(items), loop.header(target, items))]

    def enclosing_loop(self) -> LoopNames | None:
        """The loop that ``forloop.parentloop`` would be."""
        for scope in reversed(self.unit.scopes):
            found = scope.get("forloop")
            if isinstance(found, LoopNames):
                return found
        return None

    def count(self, node: Node, name: str, step: int) -> None:
        """``increment`` and ``decrement``."""
        counter = self.unit.counter(name)
        target = f"frame.data[{self.constants.text(name)}]" if self.unit.analysis.shares_scope else counter.text
        shown = self.fresh("t")
        self.settle_volatile()
        with self.indent("try:"):
            self.line(f"{shown} = counted({counter.text})" + (" - 1" if step < 0 else ""))
            self.line(f"{target} = {shown}" + (" + 1" if step > 0 else ""))
        with self.indent("except Exception as e:"):
            self.line(f"E, {shown} = fail(E, e, {self.unit.number(node)})")
        self.piece(node, Code(shown))

    def cycle(self, label: Code, values: list[Code]) -> Code:
        """The next of some values under a label."""
        cycles = self.state("cycles", "{}")
        label = self.at_run(label)
        values = [self.at_run(value) for value in values]
        texts = "".join(f"{value.text}, " for value in values)
        return Code(f"next_of({cycles}, {label.text}, ({texts}))", "str", risky=True, volatile=True, weight=HEAVY)

    def partial_arguments(
        self,
        template: Expression,
        variable: Expression | None,
        alias: str | None,
        attributes: list[tuple[str, Expression]],
    ) -> str:
        """The arguments of a call of another template."""
        # Each value is worked out when the ones before it are set, because it may ask for them.
        pairs = [(self.constants.text(name), self.at_run(self.value(value)).text) for name, value in attributes]
        texts = [
            self.at_run(self.value(template)).text,
            self.at_run(self.value(variable)).text if variable else "ABSENT",
            self.constants.text(alias),
            "{" + ", ".join(f"{name}: lambda: {value}" for name, value in pairs) + "}",
        ]
        return ", ".join(texts)

    def service(self, node: Node, method: str, *arguments: str, returns: str = "any") -> Code:
        """A call of a service with Python expressions and, last, the node's place."""
        self.unit.needs_context = self.unit.needs_services = True
        texts = ", ".join([*arguments, f"place({self.unit.number(node)})"])
        return Code(f"k.services.{method}({texts})", returns, risky=True, volatile=True, weight=HEAVY)

    def beforehand(self, statement: str) -> None:
        """A statement that runs once, before anything is rendered."""
        if statement not in self.unit.prologue:
            self.unit.prologue.append(statement)

    def variables(self) -> str:
        """A Python expression for all variables that can be seen here, as one dict."""
        return self.unit.visible()

    def abort(self, node: Node, reason: str) -> None:
        """End the render with nothing sent."""
        if self.unit.traced:
            self.settle()
        arguments = f"E, T.finish({self.buffers[0].list_name})" if self.unit.traced else "E"
        self.line(f"raise abort({self.constants.text(reason)}, {self.unit.number(node)}, {arguments})")


def _possible(choices: list[Choice]) -> list[Choice]:
    """The choices without those that are known never to be made."""
    possible: list[Choice] = []
    for condition, body in choices:
        if condition is None or (condition.is_constant and condition.constant):
            return [*possible, (None, body)]
        if not condition.is_constant:
            possible.append((condition, body))
    return possible


def _brief(body: Body) -> bool:
    """Whether a body is a few words and values."""
    texts = sum(len(node.text) for node in body.nodes if isinstance(node, Text))
    return len(body.nodes) <= _FEW and texts <= _BRIEF and all(isinstance(node, Text | Output) for node in body.nodes)


def _silent(body: Body) -> bool:
    """Whether a body neither writes anything nor sets anything."""
    return all(isinstance(node, AbortMessageTag) for node in body.nodes)


def _scope_of(items: str) -> str:
    """The Python variable for the scope of the loop over ``items``."""
    return f"scope{items[1:]}"
