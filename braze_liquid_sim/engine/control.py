"""``break`` and ``continue`` in generated code, and bodies too deep for Python's own limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.engine.unit import Unit
from braze_liquid_sim.engine.writer import Writer

BREAK, CONTINUE = 1, 2
_SIGNALS = {"break": BREAK, "continue": CONTINUE}
_ASSIGNED = re.compile(r"^ *(?:(\w+), )?(\w+) [-+]?= ")


@dataclass(slots=True)
class Control:
    """What a ``break`` would leave: a ``loop``, a body that has to be finished first (``once``), a function."""

    kind: str
    signal: str = ""


class Flow(Writer):
    """A writer that knows where a ``break`` leads."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit)
        self.controls = [Control("function")]
        self._pending: list[str] = []
        self.function_depth = 1
        self.definitions: list[str] = []
        """Lines of functions that the function being written needs before it begins."""

    def interrupt(self, kind: str) -> None:
        """Leave the innermost loop or this turn of it; outside a loop the rest of the template is left out."""
        self.flush(self.buffers[-1])
        control = self.controls[-1]
        if control.kind == "loop":
            self.line(kind)
        elif control.kind == "once":
            self.line(f"{control.signal} = {_SIGNALS[kind]}")
            self.line("break")
        elif control.kind == "outlined":
            self.line(f"return {_SIGNALS[kind]}")
        else:
            self.finish(_SIGNALS[kind])

    def finish(self, signal: int = 0) -> None:
        """End the function with what is written so far."""
        if self.unit.partial:
            self.flush(self.buffers[-1])
            self.line(f"return {signal}")
            return
        main = self.buffers[0]
        self.line("o = new(Sent)")
        if self.unit.traced:
            self.line(f"o.text = ''.join({main.list_name})")
            self.line(f"o.trace = T.finish({main.list_name})")
        else:
            self.line(f"o.text = {self.result(main).text}")
        if self.unit.analysis.needs_frame or any("fail(E" in line for line in (*self.definitions, *self.lines)):
            with self.indent("if E:"):
                self.line("o.errors = tuple(E)")
        self.line("return o")

    def once(self, body: Body, write: Callable[[], None]) -> None:
        """Write a body behind which something has to happen even where it is left early; ``resume`` must follow."""
        if not may_interrupt(body):
            self._pending.append("")
            write()
            return
        signal = self.fresh("s")
        self._pending.append(signal)
        self.settle()
        self.line(f"{signal} = 0")
        with self.indent("for _ in ONCE:"):
            self.controls.append(Control("once", signal))
            write()
            self.controls.pop()

    def resume(self, *, turn_ends: bool = True) -> None:
        """Go on with the ``break`` that left the last body; without ``turn_ends`` a ``continue`` goes on behind it."""
        self.obey(self._pending.pop(), turn_ends=turn_ends)

    def obey(self, signal: str, *, turn_ends: bool = True) -> None:
        """Do what a signal in a Python variable says; the empty name is no signal."""
        if not signal:
            return
        self.settle()
        with self.indent(f"if {signal} == {BREAK}:"):
            self.interrupt("break")
        if turn_ends:
            with self.indent(f"if {signal}:"):
                self.interrupt("continue")

    def outlined(self, body: Body, write: Callable[[], None]) -> None:
        """Write a body as a function of its own, at the margin of the one being written."""
        if body.writes:
            self.settle()
        name = self.fresh("deep")
        outer = self.lines, self.depth, self.definitions
        self.lines, self.definitions = [], []
        self.function_depth += 1
        self.depth = self.function_depth
        self.controls.append(Control("outlined"))
        write()
        if body.writes:
            self.flush(self.buffers[-1])
        self.controls.pop()
        lines, definitions = self.lines, self.definitions
        margin = "    " * (self.function_depth - 1)
        self.function_depth -= 1
        self.lines, self.depth, self.definitions = outer
        shared = sorted(self.unit.shared & set(_assigned(lines + definitions)))
        self.definitions.append(f"{margin}def {name}():")
        if shared:
            self.definitions.append(f"{margin}    nonlocal {', '.join(shared)}")
        self.definitions += [*definitions, *lines, f"{margin}    return 0"]
        signal = self.fresh("s")
        self.line(f"{signal} = {name}()")
        self.obey(signal if may_interrupt(body) else "")


def may_interrupt(body: Body) -> bool:
    """Whether a ``break`` inside it leaves it."""
    for node in body.nodes:
        if getattr(node, "INTERRUPTS", False) or getattr(node, "MAY_INTERRUPT", False):
            return True
        if any(map(may_interrupt, _left_by_break(node))):
            return True
    return False


def _left_by_break(node: Node) -> list[Body]:
    """The bodies of a node that a ``break`` leaves together with what stands around the node."""
    if getattr(node, "LOOPS", False):
        otherwise: Body | None = getattr(node, "otherwise", None)
        return [otherwise] if otherwise else []
    return [child for child in children(node) if isinstance(child, Body)]


def _assigned(lines: list[str]) -> list[str]:
    """Names that lines of Python set."""
    names: list[str] = []
    for line in lines:
        match = _ASSIGNED.match(line)
        if match:
            names += [name for name in match.groups() if name]
    return names
