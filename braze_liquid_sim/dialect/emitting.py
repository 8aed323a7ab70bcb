"""What a tag's ``emit`` writes with: the engine's emitter as the tags see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from braze_liquid_sim.dialect.syntax import Body, Expression, Node


class Code(Protocol):
    """A Python expression; ``risky`` says that evaluating it may fail."""

    text: str
    risky: bool


class Buffer(Protocol):
    """Where output goes."""

    @property
    def list_name(self) -> str:
        """The Python list of its texts."""


class Emitter(Protocol):
    """Writes one Python function."""

    buffers: Sequence[Buffer]
    """The innermost last."""

    # Statements

    def line(self, text: str) -> None:
        """One statement."""

    def indent(self, header: str) -> AbstractContextManager[None]:
        """A block under a header."""

    def settle(self) -> None:
        """Before a branch that writes: write what is pending."""

    def settle_volatile(self) -> None:
        """Before a branch that assigns: write what it could change."""

    def prepare(self, node: Node | None = None) -> None:
        """Both, as far as the node needs it."""

    def attempt(self, node: Node, statements: list[str], *, risky: bool, then: Callable[[], None]) -> None:
        """Run statements, then what ``then`` writes; an error is printed in the node's place."""

    def guarded(self, node: Node, *, risky: bool) -> AbstractContextManager[None]:
        """Statements of which the first that fails ends the node."""

    # Nodes

    def node(self, node: Node) -> None:
        """One node."""

    def body(self, body: Body) -> None:
        """The nodes of a block."""

    def once(self, body: Body, write: Callable[[], None]) -> None:
        """A body behind which something has to happen though it is left early; ``resume`` must follow."""

    def resume(self, *, turn_ends: bool = True) -> None:
        """Go on with what left the last body."""

    def obey(self, signal: str, *, turn_ends: bool = True) -> None:
        """Do what a signal in a Python variable says."""

    def interrupt(self, kind: str) -> None:
        """``break`` or ``continue``."""

    def abort(self, node: Node, reason: str) -> None:
        """End the render with nothing sent."""

    # Values

    def value(self, expression: Expression) -> Any:
        """The value of an expression."""

    def condition(self, expression: Expression) -> Any:
        """Whether an expression is true."""

    def equals(self, value: Any, other: Expression) -> Any:
        """Whether a value equals an expression."""

    def negated(self, code: Any) -> Any:
        """The opposite of a condition."""

    def guarded_code(self, code: Any) -> Any:
        """A value inside ``guarded``, which looks after its errors."""

    def constant(self, value: object) -> Any:
        """A value that is known now."""

    def flag(self, name: str) -> Any:
        """A Python variable that holds a boolean."""

    def local(self, name: str) -> Any:
        """A Python variable that changes with each turn of a loop."""

    def text(self, python: str) -> Any:
        """A Python expression for a text."""

    def named(self, code: Any) -> Any:
        """A value under a name, so that it may be written twice."""

    def captured(self, body: Body) -> Any:
        """The text that a body writes; ``resume`` must follow."""

    def rendered(self, body: Body) -> Any:
        """The text of a tag's free markup, under a name, to be put into Python expressions."""

    def fresh(self, prefix: str) -> str:
        """A Python name not used before."""

    def beforehand(self, statement: str) -> None:
        """A statement that runs once, before anything is rendered."""

    def variables(self) -> str:
        """A Python expression for all variables that can be seen here, as one dict."""

    def state(self, name: str, initial: str) -> str:
        """A Python variable that lasts for the whole render."""

    def service(self, node: Node, method: str, *arguments: str, returns: str = "any") -> Any:
        """A call of a service (:class:`~braze_liquid_sim.dialect.services.Services`) with Python expressions."""

    # Output and variables

    def write_text(self, node: Any) -> None:
        """Text between tags."""

    def write_value(self, node: Node, code: Any) -> None:
        """Print a value; an error in it is printed in its place."""

    def piece(self, node: Node, code: Any) -> None:
        """Put a text behind what is written already."""

    def store(self, node: Node, name: str, code: Any) -> None:
        """Set a variable to a value that is worked out already."""

    def assign(self, node: Node, name: str, expression: Expression) -> None:
        """Set a variable to a value."""

    def capture(self, node: Node, name: str, body: Body) -> None:
        """Set a variable to the text of a body."""

    def count(self, node: Node, name: str, step: int) -> None:
        """Count up or down and print."""

    def cycle(self, label: Any, values: list[Any]) -> Any:
        """The next of some values under a label."""

    # Branches and loops

    def choose(self, node: Node, choices: list[tuple[Any, Body]], *, on_match: str = "", first: int = 0) -> None:
        """Write the first body whose condition is true; None is always true."""

    def branch(self, node: Node, number: int) -> None:
        """Note in the trace that a branch runs."""

    def segment(self, node: Any, items: str) -> tuple[list[str], bool]:
        """Statements that set ``items`` to what a loop runs over, and whether they may fail."""

    def for_each(self, node: Node, items: str, variable: str, label: str, body: Body) -> None:
        """A loop over ``items``."""

    def loop(self) -> AbstractContextManager[None]:
        """The inside of a Python loop whose turns are counted."""

    def scope(self, names: Mapping[str, Any]) -> AbstractContextManager[None]:
        """Names that hide all others."""

    def partial_arguments(
        self,
        template: Expression,
        variable: Expression | None,
        alias: str | None,
        attributes: list[tuple[str, Expression]],
    ) -> str:
        """The arguments of a call of another template."""
