"""Ruby's inclusive range of integers, which a template writes as ``(1..5)``."""

from __future__ import annotations

from collections.abc import Iterator


class Range:
    """The integers from ``start`` to ``stop``, both included; empty where ``stop`` is smaller. Never makes a list."""

    __slots__ = ("start", "stop")

    def __init__(self, start: int, stop: int) -> None:
        self.start = start
        self.stop = stop

    @property
    def size(self) -> int:
        """How many integers it holds (``len`` would stop at the machine's word)."""
        return max(self.stop - self.start + 1, 0)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.start, self.stop + 1))

    def __str__(self) -> str:
        return f"{self.start}..{self.stop}"

    def __repr__(self) -> str:
        return f"Range({self.start}, {self.stop})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Range) and (self.start, self.stop) == (other.start, other.stop)

    def __hash__(self) -> int:
        return hash((Range, self.start, self.stop))
