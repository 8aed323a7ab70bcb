"""How a function becomes a filter, and the table of them all."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, Protocol, TypeVar

from braze_liquid_sim.discovery import modules_of
from braze_liquid_sim.model import Limits
from braze_liquid_sim.ruby.time import Time

Fidelity = Literal["documented", "shown", "ruby", "assumed"]
"""How we know what a filter does: Braze says it, Braze's example shows it, Ruby Liquid does it, or we guess."""

Returns = Literal["str", "int", "bool", "list", "any"]

RUBY: Final = "Ruby Liquid 5.13"
BRAZE_FILTERS: Final = "Braze docs: Liquid filters (personalize/liquid/filters)"
BRAZE_ADVANCED: Final = "Braze docs: Advanced filters (personalize/liquid/advanced_filters)"


class FilterContext(Protocol):
    """What a filter may know of the render it runs in."""

    @property
    def now(self) -> Time:
        """The injected clock."""

    @property
    def limits(self) -> Limits:
        """What the render may use."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter under one of its names."""

    name: str
    function: Callable[..., Any]
    fidelity: Fidelity
    source: str
    returns: Returns
    total: bool
    """Never raises a LiquidError, whatever values it gets; limits end a render all the same."""
    context: bool
    """The function's first parameter is a :class:`FilterContext`."""
    min_args: int
    """Arguments it needs, the input not counted."""
    max_args: int | None
    """Arguments it takes at most; None where it takes any number."""
    doc: str


F = TypeVar("F", bound=Callable[..., Any])


def liquid_filter(
    *,
    fidelity: Fidelity,
    source: str,
    returns: Returns = "any",
    total: bool = False,
    names: tuple[str, ...] = (),
    context: bool = False,
) -> Callable[[F], F]:
    """Make a function a filter under its own name (less a trailing ``_``) and the further ``names``."""

    def mark(function: F) -> F:
        low, high = _arity(function, skip=2 if context else 1)
        doc = inspect.getdoc(function) or ""
        for name in (function.__name__.rstrip("_"), *names):
            _MARKED[name] = Filter(name, function, fidelity, source, returns, total, context, low, high, doc)
        return function

    return mark


_MARKED: Final[dict[str, Filter]] = {}


def _arity(function: Callable[..., Any], skip: int) -> tuple[int, int | None]:
    """Fewest and most arguments after the first ``skip``; read from the code object, much quicker than a signature."""
    code = function.__code__
    defaults = len(function.__defaults__ or ())
    variadic = code.co_flags & inspect.CO_VARARGS
    return code.co_argcount - defaults - skip, None if variadic else code.co_argcount - skip


@cache
def filters() -> dict[str, Filter]:
    """All filters by name, from every module in this folder."""
    from braze_liquid_sim.dialect import filters as folder

    modules_of(folder)
    return dict(sorted(_MARKED.items()))
