"""What happened in a traced render: which place of the template wrote which text, which branches ran, what was set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from braze_liquid_sim.model import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` of a text, and the place that wrote them; None for an included template.

    It is empty where an output printed nothing.
    """

    start: int
    end: int
    span: Span | None
    known: int = 0
    """How many variables had been set by then: their values are the last ones of ``Trace.assignments[:known]``."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A choice: ``chosen`` is the number of the branch that ran, from 0, or -1 where none did."""

    span: Span
    chosen: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A variable that was set; ``stretches`` say what a captured text was made of."""

    name: str
    value: Any
    span: Span
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole render, in the order in which it happened."""

    stretches: tuple[Stretch, ...]
    branches: tuple[Branch, ...]
    assignments: tuple[Assignment, ...]
    built: tuple[tuple[str, tuple[Stretch, ...]], ...] = ()
    """Texts that were made of others on the way, and of what: captured ones, the URLs and bodies of web calls."""


class Recorder:
    """Watches one render; the generated code calls it ``T``."""

    def __init__(self, span: Callable[[int], Span]) -> None:
        self._span = span
        self._writers: dict[int, dict[int, tuple[int, int]]] = {}
        """For each buffer: the node that wrote each of its items, and how many variables were set by then."""
        self._captured: dict[int, tuple[str, tuple[Stretch, ...]]] = {}
        self._branches: list[Branch] = []
        self._assignments: list[Assignment] = []

    def piece(self, buffer: list[str], node: int, text: str) -> None:
        """Write a text, or see that there is none."""
        self._writers.setdefault(id(buffer), {})[len(buffer)] = node, len(self._assignments)
        buffer.append(text)

    def text(self, buffer: list[str]) -> str:
        """The text of a buffer that is done with, whose making is remembered."""
        text = "".join(buffer)
        self._captured[id(text)] = text, self._stretches(buffer)
        self._writers.pop(id(buffer), None)
        return text

    def assigned(self, node: int, name: str, value: Any) -> Any:
        """A variable is set; gives the value back."""
        captured = self._captured.get(id(value))
        stretches = captured[1] if captured and captured[0] is value else ()
        self._assignments.append(Assignment(name, value, self._span(node), stretches))
        return value

    def branch(self, node: int, chosen: int) -> None:
        """A choice is made."""
        self._branches.append(Branch(self._span(node), chosen))

    def finish(self, buffer: list[str]) -> Trace:
        """Everything that was seen."""
        built = tuple(self._captured.values())
        return Trace(self._stretches(buffer), tuple(self._branches), tuple(self._assignments), built)

    def _stretches(self, buffer: list[str]) -> tuple[Stretch, ...]:
        writers = self._writers.get(id(buffer), {})
        stretches: list[Stretch] = []
        at = 0
        for index, text in enumerate(buffer):
            node, known = writers.get(index, (None, 0))
            stretches.append(Stretch(at, at + len(text), None if node is None else self._span(node), known))
            at += len(text)
        return tuple(stretches)
