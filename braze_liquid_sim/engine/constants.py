"""Values that the generated source refers to: written out where that reads well, else bound to a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from braze_liquid_sim.engine.code import Code, Stage
from braze_liquid_sim.engine.program import Made

_PLAIN = re.compile(r"[ !#-&(-\[\]-z|~]*")
_SMALL_INT = 1 << 62


class Constants:
    """The names that the generated module is executed with."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {}
        self.recipes: dict[str, Made] = {}
        """How the values were made that :meth:`make` bound."""
        self._names: dict[tuple[type, Any], str] = {}

    def code(self, value: Any) -> Code:
        """A constant as an expression."""
        return Code(self.text(value), _type(value), Stage.CONSTANT, value, weight=_weight(value))

    def text(self, value: Any) -> str:
        """The Python text of a constant; without backslash or double quote, so that it may stand in an f-string."""
        if value is None or value is True or value is False:
            return repr(value)
        if value.__class__ is int and -_SMALL_INT < value < _SMALL_INT:
            return repr(value) if value >= 0 else f"({value})"
        if value.__class__ is str and len(value) <= 60 and _PLAIN.fullmatch(value):
            return f"'{value}'"
        return self.bind(value)

    def bind(self, value: Any, prefix: str = "K") -> str:
        """A name for a value of any kind; equal texts share one."""
        key = (value.__class__, value if value.__class__ is str else id(value))
        name = self._names.get(key)
        if name is None:
            name = f"{prefix}{len(self._names)}"
            self._names[key] = name
            self.namespace[name] = value
        return name

    def make(self, prefix: str, make: Callable[..., Any], *arguments: str) -> str:
        """A name for ``make(*arguments)``: for a function that has no name of its own, by which it could be kept."""
        key = Made, (make, arguments)
        if key not in self._names:
            self._names[key] = name = f"{prefix}{len(self._names)}"
            self.recipes[name] = Made(make, arguments)
            self.namespace[name] = make(*arguments)
        return self._names[key]

    def function(self, function: Any, name: str) -> str:
        """A function under its own name, or under a number where that name is taken by another."""
        taken = self.namespace.setdefault(name, function)
        return name if taken is function else self.bind(function, f"{name}_")


def _type(value: Any) -> str:
    if value is None:
        return "none"
    return {str: "str", int: "int", bool: "bool", list: "list"}.get(value.__class__, "any")


def _weight(value: Any) -> int:
    return 1 + len(value) // 1000 if value.__class__ is str else 1
