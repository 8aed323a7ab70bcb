"""A template on its way from Python's text to a function that runs: what is compiled, and what comes of it.

Nothing here knows how code is generated, so that code which was kept on disk runs without the parser and the compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import time_ns
from types import CodeType
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.engine.library import library
from braze_liquid_sim.model import Finding, Limits, Source, Span

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.parser import Mode
    from braze_liquid_sim.engine.reading import Fields
    from braze_liquid_sim.errors import PartialSyntaxError

LOADED = time_ns()
"""When the engine that runs was read from the disk, in nanoseconds since 1970."""


@dataclass(slots=True)
class Job:
    """What is to be compiled, and how: all that the code depends on."""

    source: Source
    blocks: Mapping[str, str | Source]
    """All content blocks there are, by name."""
    mode: Mode
    limits: Limits
    line_numbers: bool
    traced: bool = False
    partial: bool = False
    """Whether the code is for ``include`` and ``render``."""
    careful: bool = False
    """Whether the code is to be the plain one, without short cuts."""
    opened: dict[str, Source] = field(default_factory=dict)
    """The blocks that were asked for."""

    def block(self, name: str) -> Source:
        """A block by name, the same object each time."""
        if name not in self.opened:
            block = self.blocks[name]
            self.opened[name] = block if isinstance(block, Source) else Source(block, name, "content_block")
        return self.opened[name]


@dataclass(frozen=True, slots=True)
class Made:
    """A value that only its making can bring back, as a function with something bound to it: ``make(*arguments)``."""

    make: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A generated module, before it is executed."""

    python_source: str
    code: CodeType
    constants: Mapping[str, Any]
    """The values and functions that it refers to by name."""
    recipes: Mapping[str, Made]
    """How some of the constants are made."""
    span: Callable[[int], Span]
    """The place that a number in the code stands for."""
    places: int
    """How many places there are."""
    traced: bool
    needs_context: bool
    needs_services: bool
    fields: Fields | None
    """What is read of the profile; None stands for anything."""
    warnings: tuple[Finding, ...]


class Refused(Exception):
    """A template or a block in it has syntax errors; ``first`` is the first of the ``findings``, as an inline error."""

    def __init__(self, findings: tuple[Finding, ...], warnings: tuple[Finding, ...], first: PartialSyntaxError) -> None:
        super().__init__(first.message)
        self.findings = findings
        self.warnings = warnings
        self.first = first


@dataclass(slots=True)
class Program:
    """Generated code, ready to run."""

    python_source: str
    run: Callable[..., Any]
    """``run(u, d, k, c)``: profile, data, context, clock values → Sent."""
    clocked: Callable[..., tuple[Any, ...]] | None
    """``clocked(k)``: what depends on nothing but the clock, to the second."""
    needs_context: bool
    needs_services: bool
    fields: Fields | None
    """What is read of the profile; None stands for anything."""


def start(module: Module, limits: Limits, names: Mapping[str, Any]) -> Program:
    """Execute a generated module; ``names`` are further globals of it."""
    namespace = {**library(limits), **module.constants, **names}
    exec(module.code, namespace)
    return Program(
        module.python_source,
        namespace["render"],
        namespace.get("clocked"),
        module.needs_context,
        module.needs_services,
        module.fields,
    )
