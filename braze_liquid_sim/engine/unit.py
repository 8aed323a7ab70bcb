"""One template on its way to Python: its names, constants and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from braze_liquid_sim.dialect.names import NAMESPACES, PLAIN, Namespace, attribute
from braze_liquid_sim.dialect.parser import ParseResult
from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Node
from braze_liquid_sim.dialect.text import TemplateText
from braze_liquid_sim.engine.analysis import Analysis
from braze_liquid_sim.engine.code import HEAVY, UNKNOWN, Code, Stage
from braze_liquid_sim.engine.constants import Constants
from braze_liquid_sim.engine.loops import LoopNames
from braze_liquid_sim.model import Limits, Span

_NOT_IN_A_NAME = re.compile(r"\W", re.ASCII)
_PATH_STEPS = re.compile(r"[^.\[\]]+")
_INDEX = re.compile(r"-?\d{1,18}", re.ASCII)


class Unit:
    """What one generated function knows of the template it is made of."""

    def __init__(
        self,
        text: TemplateText,
        analysis: Analysis,
        *,
        blocks: Mapping[str, ParseResult],
        limits: Limits,
        traced: bool = False,
        partial: bool = False,
        careful: bool = False,
    ) -> None:
        self.text = text
        self.analysis = analysis
        self.blocks = blocks
        self.limits = limits
        self.traced = traced
        self.source = ""
        """The generated module, once it is written."""
        self.careful = careful
        self.partial = partial
        """Whether this is the function of an included template: it is given its variables."""
        self.constants = Constants()
        self.scopes: list[dict[str, Any]] = []
        self.prologue: list[str] = []
        self.clocked: list[tuple[str, str]] = []
        """Name and expression of each value that depends on the clock alone."""
        self.needs_context = False
        self.needs_services = False
        self.fields: dict[str, set[str] | None] = {}
        """What is read of the profile: fields, and of a namespace's object the keys; None stands for all of it."""
        self.reads_all = analysis.needs_frame
        self.places: list[tuple[TemplateText, int, int]] = []
        self._spans: dict[int, Span] = {}
        self.texts = [text]
        """The text being compiled, the innermost block last."""
        self.shared = {"E", "n"}
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._bound: dict[str, Code] = {}
        self._hoisted: dict[tuple[str, str], Code] = {}
        self._taken: dict[str, int] = {}

    def span(self, number: int) -> Span:
        """The place that a number stands for."""
        span = self._spans.get(number)
        if span is None:  # a traced render asks for the same places again and again
            text, start, end = self.places[number]
            span = self._spans[number] = text.span(start, end)
        return span

    def number(self, node: Node | Expression | FilterCall) -> int:
        """The number under which the generated code refers to a node's place."""
        text = self.texts[-1]
        key = (id(text), node.start, node.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.places)
            self.places.append((text, node.start, node.end))
        return self._numbers[key]

    def fresh(self, prefix: str) -> str:
        """A Python name not used before."""
        self._taken[prefix] = number = self._taken.get(prefix, 0) + 1
        return f"{prefix}{number}"

    def new_name(self, name: str) -> str:
        """A new Python name for a variable of the template."""
        base = _NOT_IN_A_NAME.sub("_", name)
        self._taken[f"v_{base}"] = number = self._taken.get(f"v_{base}", 0) + 1
        return f"v_{base}" if number == 1 else f"v{number}_{base}"

    def is_variable(self, name: str) -> bool:
        """Whether the template itself gives a name its meaning here."""
        return name in self.analysis.assigned or any(name in scope for scope in self.scopes)

    def read(self, name: str) -> Code:
        """The value of a plain name here: loop variables, then variables, then counters and the data."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]  # type: ignore[no-any-return]
        return self.variable(name)

    def variable(self, name: str) -> Code:
        """The value of a plain name that no loop hides."""
        if self.analysis.shares_scope:
            return Code(f"frame.find({self.constants.text(name)})", volatile=True, weight=HEAVY)
        if name in self._bound:
            return self._bound[name]
        if name in self.analysis.slots:
            return self._counted_slot(name) if name in self.analysis.counters else self._slot(name)
        return self._global(name)

    def target(self, name: str) -> str | None:
        """The Python target that an assignment goes to; None where every assignment makes its own name."""
        if self.analysis.shares_scope:
            return f"frame.scopes[0][{self.constants.text(name)}]"
        if name in self.analysis.slots:
            return self._slot(name).text
        return None

    def bind(self, name: str, code: Code) -> None:
        """Let a variable stand for a value from here on."""
        self._bound[name] = code

    def _slot(self, name: str) -> Code:
        """A variable that is changed in place; it starts as the data has it, for an unset one is looked up there."""
        counted = name in self.analysis.counters
        return self._hoist("slot", name, "ABSENT" if counted else f"d.get({self.constants.text(name)})", changes=True)

    def _counted_slot(self, name: str) -> Code:
        """A name that is assigned and counted: the counter shows until the variable is set."""
        slot, counter = self._slot(name), self.counter(name)
        return Code(f"({counter.text} if {slot.text} is ABSENT else {slot.text})", volatile=True, weight=HEAVY)

    def _global(self, name: str) -> Code:
        if name in self.analysis.counters:
            return self.counter(name)
        if name in PLAIN and ("data", name) not in self._hoisted:
            code = self._hoist("data", name, f"d.get({self.constants.text(name)})", others=list(PLAIN[name].keys))
            self.fields |= dict.fromkeys(PLAIN[name].keys)
            return code
        return self._hoist("data", name, f"d.get({self.constants.text(name)})")

    def counter(self, name: str) -> Code:
        """The counter of ``increment``, which begins with the data's value."""
        if self.analysis.shares_scope:
            return Code(f"frame.data.get({self.constants.text(name)})", volatile=True)
        return self._hoist("counter", name, f"d.get({self.constants.text(name)})", changes=True)

    def attribute(self, name: str) -> Code:
        """``${name}``."""
        found = attribute(name)
        first, *others = found.keys
        self.fields |= dict.fromkeys(found.keys)
        self.reads_all |= found.derive is not None
        code = self._hoist("attribute", name, f"u.get({self.constants.text(first)})", others=others)
        if found.derive and ("derived", name) not in self._hoisted:
            self._hoisted["derived", name] = code
            self.prologue += [f"if {code.text} is None:", f"    {code.text} = {self.constants.bind(found.derive)}(u)"]
        if found.type == "time" and ("timed", name) not in self._hoisted:
            self._hoisted["timed", name] = code
            self.prologue += [f"if {code.text}.__class__ is str:", f"    {code.text} = as_time({code.text})"]
        return code

    def namespace(self, name: str, space: Namespace) -> str:
        """The Python variable for a namespace's object."""
        if ("namespace", name) not in self._hoisted:
            derive = self.constants.bind(space.derive) if space.derive else "None"
            for key in space.keys:
                self.fields.setdefault(key, set())
            self.reads_all |= space.derive is not None
            only = len(space.keys) == 1 and not space.derive
            absent = ", NOTHING" if only else ""
            found = self._hoist("namespace", name, f"u.get({space.keys[0]!r}{absent})").text
            others = f"{space.keys[1:]!r}, {derive}"
            test = "True" if space.completes else f"{found}.__class__ is not dict"
            self.prologue += [f"if {test}:", f"    {found} = space(u, {found}, {others}, {space.completes})"]
        return self._hoisted["namespace", name].text

    def member(self, space: str, found: str, key: str) -> Code:
        """``space.${key}``: the whole text is tried as a key first, then as a path."""
        text = self.constants.text(key)
        steps = _PATH_STEPS.findall(key)
        value = f"{found}.get({text})"
        if len(steps) > 1:
            path = self.constants.bind(tuple(int(step) if _INDEX.fullmatch(step) else step for step in steps))
            value = f"member({found}.get, {text}, {path})"
        for field in NAMESPACES[space].keys:
            keys = self.fields[field]
            if keys is not None:
                keys |= {key, *steps[:1]}
        known = (f"member {space}", key) in self._hoisted
        code = self._hoist(f"member {space}", key, value)
        if not known:
            test = f"(x := {code.text}.__class__) is dict or x is list"
            self.prologue += [f"if {test}:", f"    {code.text} = timed({code.text})"]
        return code

    def _hoist(
        self, kind: str, name: str, value: str, *, changes: bool = False, others: list[str] | None = None
    ) -> Code:
        """A value fetched once, at the top of the function."""
        key = (kind, name)
        if key not in self._hoisted:
            target = self.new_name(name)
            self.prologue.append(f"{target} = {value}")
            for other in others or ():
                self.prologue += [f"if {target} is None:", f"    {target} = u.get({self.constants.text(other)})"]
            if changes:
                self.shared.add(target)
            self._hoisted[key] = Code(target, volatile=changes, weight=HEAVY if changes else 1)
        return self._hoisted[key]

    def at_clock(self, code: Code) -> Code:
        """A value of the clock stage as the function can use it."""
        name = f"c{len(self.clocked)}"
        for known, text in self.clocked:
            if text == code.text:
                return Code(known, code.type, constant=UNKNOWN)
        self.clocked.append((name, code.text))
        return Code(name, code.type)

    def run(self, code: Code) -> Code:
        """Any value as the generated function can use it."""
        if code.stage is not Stage.CLOCK:
            return code
        if code.type == "time":
            # Kept for a second only as the text that it is written as; a time knows parts of a second.
            self.needs_context = True
            return Code(code.text, risky=True)
        return self.at_clock(code)

    def lookup(self, name: Code) -> Code:
        """A variable whose name is known only while rendering."""
        if self.analysis.shares_scope:
            return Code(f"frame.find({name.text})", risky=name.risky, volatile=True, weight=HEAVY)
        return Code(f"find_in({self._seen()}, d, {name.text})", risky=name.risky, volatile=True, weight=HEAVY)

    def visible(self) -> str:
        """A Python expression for a dict of every variable that can be seen here, the data included."""
        if self.analysis.shares_scope:
            return "{key: value for scope in (frame.data, *frame.scopes) for key, value in scope.items()}"
        return f"{{**d, **{self._seen()}}}"

    def _seen(self) -> str:
        """A Python expression for a dict of the variables that the template sets."""
        visible = {known: self.read(known) for known in sorted(self._bound.keys() | self.analysis.slots)}
        for scope in self.scopes:
            visible |= {known: self.read(known) for known in scope}
        pairs = []
        for known, value in visible.items():
            code = value.whole() if isinstance(value, LoopNames) else self.run(value)
            pairs.append(f"{self.constants.text(known)}: {code.text}")
        return f"{{{', '.join(pairs)}}}"
