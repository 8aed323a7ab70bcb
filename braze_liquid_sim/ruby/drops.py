"""The loop variables ``forloop`` and ``tablerowloop``, which Ruby calls drops."""

from __future__ import annotations

from typing import Any


class Drop:
    """A value that answers a fixed set of names and prints as its Ruby class; every other name is nil."""

    __slots__ = ()
    ruby_class = "Liquid::Drop"
    names: frozenset[str] = frozenset()

    def get(self, name: Any) -> Any:
        """The value behind a name; nil for a name it does not know."""
        return getattr(self, name) if name.__class__ is str and name in self.names else None

    def __str__(self) -> str:
        return self.ruby_class


class _Loop(Drop):
    """What both loops share; the engine sets ``index0`` before each turn."""

    __slots__ = ("index0", "length")

    def __init__(self, length: int) -> None:
        self.length = length
        self.index0 = 0

    @property
    def index(self) -> int:
        """The turn, from 1."""
        return self.index0 + 1

    @property
    def rindex(self) -> int:
        """The turns left, this one included."""
        return self.length - self.index0

    @property
    def rindex0(self) -> int:
        """The turns left after this one."""
        return self.length - self.index0 - 1

    @property
    def first(self) -> bool:
        """Whether this is the first turn."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last turn."""
        return self.index0 == self.length - 1


_LOOP_NAMES = frozenset({"length", "index", "index0", "rindex", "rindex0", "first", "last"})


class ForLoop(_Loop):
    """``forloop``; ``name`` is ``variable-collection`` as written."""

    __slots__ = ("name", "parentloop")
    ruby_class = "Liquid::ForloopDrop"
    names = _LOOP_NAMES | {"name", "parentloop"}

    def __init__(self, name: str, length: int, parent: ForLoop | None = None) -> None:
        super().__init__(length)
        self.name = name
        self.parentloop = parent


class TableRowLoop(_Loop):
    """``tablerowloop``; a row holds ``cols`` cells."""

    __slots__ = ("cols",)
    ruby_class = "Liquid::TablerowloopDrop"
    names = _LOOP_NAMES | {"col", "col0", "row", "col_first", "col_last"}

    def __init__(self, length: int, cols: int) -> None:
        super().__init__(length)
        self.cols = cols

    @property
    def col(self) -> int:
        """The cell in its row, from 1; a width below 1 makes one endless row, as in Ruby."""
        return self.index0 % self.cols + 1 if self.cols > 0 else self.index0 + 1

    @property
    def col0(self) -> int:
        """The cell in its row, from 0."""
        return self.col - 1

    @property
    def row(self) -> int:
        """The row, from 1."""
        return self.index0 // self.cols + 1 if self.cols > 0 else 1

    @property
    def col_first(self) -> bool:
        """Whether this cell opens a row."""
        return self.col == 1

    @property
    def col_last(self) -> bool:
        """Whether this cell closes a row."""
        return self.col == self.cols


class SelfDrop(Drop):
    """``self``: stands for all variables where no variable has that name; the compiler answers its steps."""

    ruby_class = "Liquid::SelfDrop"
