"""A piece of generated Python: an expression, and what is known of its value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

UNKNOWN = object()
"""Stands for "no constant value"."""

HEAVY = 1 << 30
"""The weight of a text whose length nothing bounds."""


class Stage(IntEnum):
    """When a value is known."""

    CONSTANT = 0
    """At compile time."""
    CLOCK = 1
    """Once the second is known: the same for all users of a run."""
    RUN = 2
    """For each user."""


@dataclass(slots=True)
class Split:
    """A value worked out in a special way for the class that is expected, and in the general way for any other."""

    test: str
    """Whether the special way is right; evaluated first, it may set names that the two ways read."""
    special: Code
    general: Code


@dataclass(slots=True)
class Alphabet:
    """A text of ASCII known as bytes, with the characters that are to be exchanged or left out."""

    source: str
    table: bytes = bytes(range(256))
    left_out: bytes = b""


@dataclass(slots=True)
class Code:
    """A Python expression; ``text`` may be put anywhere an operand may stand."""

    text: str
    type: str = "any"
    """``str``, ``int``, ``bool``, ``list`` or ``any``: a promise."""
    stage: Stage = Stage.RUN
    constant: Any = UNKNOWN
    risky: bool = False
    """Whether evaluating it may raise."""
    volatile: bool = False
    """Whether a later assignment may change it: it has to be written before."""
    weight: int = 1
    """For a text: how many texts of the user's, at most, it is made of. Bounds its growth without looking."""
    parts: tuple[Code, ...] = field(default=(), repr=False)
    """For a text joined from others: those."""
    split: Split | None = field(default=None, repr=False)
    """For a value worked out in one of two ways: those."""
    alphabet: Alphabet | None = field(default=None, repr=False)
    """For a text of few characters: where it comes from."""
    filled: bool = False
    """Whether it is a text that cannot be blank."""

    @property
    def is_constant(self) -> bool:
        """Whether the value is known at compile time."""
        return self.stage is Stage.CONSTANT

    @property
    def is_name(self) -> bool:
        """Whether it costs nothing to write it twice."""
        return self.text.isidentifier() or self.is_constant
