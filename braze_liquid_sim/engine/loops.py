"""``forloop`` at compile time: the fields that a template asks for are computed in place, no object is made."""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Segment
from braze_liquid_sim.engine.code import Code

_FIELDS: dict[str, tuple[str, str]] = {
    "index": ("({i} + 1)", "int"),
    "index0": ("{i}", "int"),
    "rindex": ("({n} - {i})", "int"),
    "rindex0": ("({n} - {i} - 1)", "int"),
    "length": ("{n}", "int"),
    "first": ("({i} == 0)", "bool"),
    "last": ("({i} == {n} - 1)", "bool"),
}


class LoopNames:
    """What the name ``forloop`` means inside one loop.

    ``used`` collects ``index`` and ``length`` (the Python variables ``i…`` and ``n…``) and ``drop`` (the object, where
    a template does more than ask for a field).
    """

    def __init__(self, number: str, name: Code, parent: LoopNames | None, none: Code, *, framed: bool = False) -> None:
        self.number = number
        self.name = name
        self.parent = parent
        self.none = none
        self.framed = framed
        """Whether the frame keeps the loops, for included templates to see them."""
        self.used: set[str] = set()

    def path(self, segments: tuple[Segment, ...]) -> tuple[Code, tuple[Segment, ...]]:
        """The value that the first steps lead to, and the steps that are left."""
        if self.framed or not segments or not isinstance(segments[0].key, str):
            return self.whole(), segments
        key, rest = segments[0].key, segments[1:]
        if key == "name":
            return self.name, rest
        if key == "parentloop":
            return self.parent.path(rest) if self.parent else (self.none, rest)
        if key in _FIELDS:
            text, kind = _FIELDS[key]
            if "{i}" in text:
                self.used.add("index")
            if "{n}" in text:
                self.used.add("length")
            return Code(text.format(i=f"i{self.number}", n=f"n{self.number}"), kind), rest
        return self.none, ()

    def whole(self) -> Code:
        """The loop as an object."""
        self.used |= {"index", "length", "drop"}
        if self.parent:
            self.parent.whole()
        return Code(f"f{self.number}")

    def header(self, target: str, items: str) -> str:
        """The ``for`` statement, counting only where the count is read."""
        if "index" in self.used:
            return f"for i{self.number}, {target} in enumerate({items}):"
        return f"for {target} in {items}:"

    def before(self, items: str) -> list[str]:
        """Statements before the loop."""
        lines = [f"n{self.number} = len({items})"] if "length" in self.used else []
        if "drop" in self.used:
            parent = f"f{self.parent.number}" if self.parent else "None"
            made = f"ForLoop({self.name.text}, n{self.number}, {parent})"
            if self.framed:
                made = f"frame.enter({self.name.text}, n{self.number})"
            lines.append(f"f{self.number} = {made}")
        return lines

    def inside(self) -> list[str]:
        """Statements at the beginning of each turn."""
        return [f"f{self.number}.index0 = i{self.number}"] if "drop" in self.used else []

    def after(self) -> list[str]:
        """Statements behind the loop: Ruby has counted on by then, where the object outlives it."""
        lines = [f"f{self.number}.index0 = i{self.number} + 1"] if "drop" in self.used else []
        return [*lines, "frame.leave()"] if self.framed else lines
