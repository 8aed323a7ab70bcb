"""Variables looked up by name while rendering: what ``include`` and ``render`` need, and nothing else pays for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.runtime import BETWEEN_CHECKS
from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.arrays import slice_collection
from braze_liquid_sim.ruby.drops import ForLoop

if TYPE_CHECKING:
    from braze_liquid_sim.engine.runtime import Context, Meter
    from braze_liquid_sim.model import RenderError

Partial = Callable[["Frame", list[str]], int]
"""A compiled partial: writes to the list, returns the signal of a ``break`` (1) or ``continue`` (2) that left it."""
ABSENT = object()
_ILLEGAL = "Argument error in tag 'include' - Illegal template name"


class Budget:
    """What all frames of one render share: the steps left and the templates."""

    __slots__ = ("load", "meter", "nesting", "steps")

    def __init__(self, load: Callable[[str], Partial], steps: int, nesting: int, meter: Meter) -> None:
        self.load = load
        self.steps = steps
        self.nesting = nesting
        self.meter = meter


class Frame:
    """The scopes of one template; an included one shares them, a rendered one has its own."""

    __slots__ = (
        "budget",
        "changed",
        "cycles",
        "data",
        "depth",
        "errors",
        "isolated",
        "k",
        "loops",
        "offsets",
        "scopes",
        "u",
    )

    def __init__(
        self, u: Mapping[str, Any], d: Mapping[str, Any], k: Context, budget: Budget, errors: list[RenderError]
    ) -> None:
        self.u = u
        self.data = dict(d)
        """The data, in which ``increment`` counts."""
        self.k = k
        self.budget = budget
        self.errors = errors
        self.scopes: list[dict[str, Any]] = [{}]
        """The variables, then one scope for each loop and include around."""
        self.depth = 0
        self.isolated = False
        self.cycles: dict[str, int] = {}
        self.offsets: dict[str, int] = {}
        self.changed: str | None = None
        self.loops: list[ForLoop] = []
        """The ``forloop`` of every loop around, an including template's too."""

    def find(self, name: Any) -> Any:
        """A variable by name: the innermost scope that has it, then the data."""
        if name.__class__ is not str:
            return None
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.data.get(name)

    def push(self) -> dict[str, Any]:
        """A new scope for a loop or an include."""
        scope: dict[str, Any] = {}
        self.scopes.append(scope)
        if self.depth + len(self.scopes) > self.budget.nesting:
            self.scopes.pop()
            raise LiquidError("Nesting too deep")
        return scope

    def pop(self) -> None:
        """Leave the innermost scope."""
        self.scopes.pop()

    def enter(self, name: str, length: int) -> ForLoop:
        """Begin a loop: its ``forloop``."""
        loop = ForLoop(name, length, self.loops[-1] if self.loops else None)
        self.loops.append(loop)
        return loop

    def leave(self) -> None:
        """End a loop."""
        self.loops.pop()
        self.pop()

    def step(self, buffer: list[str]) -> None:
        """Count a turn of a loop or an include."""
        self.budget.steps -= 1
        if not self.budget.steps & BETWEEN_CHECKS:
            self.budget.meter.check(self.budget.steps, buffer)

    def include(
        self,
        buffer: list[str],
        name: Any,
        variable: Any,
        alias: str | None,
        attributes: Mapping[str, Callable[[], Any]],
    ) -> int:
        """Render a template in these scopes, once for each item where the variable is an array."""
        if self.isolated:
            raise LiquidError("include usage is not allowed in this context")
        if name.__class__ is not str:
            raise LiquidError(_ILLEGAL)
        partial = self.budget.load(name)
        if variable is ABSENT:
            variable = self.find(name)
        scope = self.push()
        try:
            for key, value in attributes.items():
                scope[key] = value()
            for item in variable if variable.__class__ is list else (variable,):
                scope[alias or name.rpartition("/")[2]] = item
                self.step(buffer)
                signal = partial(self, buffer)
                if signal:
                    return signal
        finally:
            self.pop()
        return 0

    def render(
        self,
        buffer: list[str],
        name: str,
        variable: Any,
        alias: str | None,
        attributes: Mapping[str, Callable[[], Any]],
        for_each: bool,
    ) -> None:
        """Render a template that sees only what it is given, once or for each item of a collection."""
        partial = self.budget.load(name)
        own_name = alias or name.rpartition("/")[2]
        given = {key: value() for key, value in attributes.items()}
        if for_each and (variable.__class__ in (list, dict) or hasattr(variable, "start")):
            items = slice_collection(variable, 0, None)
            loop = ForLoop(name, len(items))
            for at, item in enumerate(items):
                loop.index0 = at
                self._isolated(buffer, partial, {"forloop": loop, **given}, own_name, item)
        else:
            self._isolated(buffer, partial, given, own_name, variable)

    def _isolated(self, buffer: list[str], partial: Partial, variables: dict[str, Any], name: str, value: Any) -> None:
        if self.depth + len(self.scopes) > self.budget.nesting:
            raise LiquidError("Nesting too deep")
        self.step(buffer)
        frame = Frame(self.u, {}, self.k, self.budget, self.errors)
        frame.depth = self.depth + 1
        frame.isolated = True
        frame.scopes[0] = variables
        if value is not None and value is not ABSENT:
            variables[name] = value
        partial(frame, buffer)
