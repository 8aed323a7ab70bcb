"""What is rendered by both sides, and the seeded dice that everything random here is rolled with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

NOW = datetime(2024, 3, 5, 14, 7, 9, tzinfo=UTC)
"""The clock of both sides."""


@dataclass(frozen=True)
class Case:
    """One template with its data; ``kind`` names the generator that made it."""

    kind: str
    template: str
    data: dict[str, Any]
    mode: str = "lax"
    line_numbers: bool = False
    partials: dict[str, str] = field(default_factory=dict)


class Dice(Random):
    """A random source with the few words the generators need."""

    newest = False
    """Whether to use what Debian's Ruby Liquid does not have, or not right, yet."""

    def often(self, share: float) -> bool:
        """True for about ``share`` of the calls."""
        return self.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, all alike."""
        return options[int(self.random() * len(options))]

    def weighted(self, options: dict[T, int]) -> T:
        """One of the keys, each as often as its weight says."""
        at = self.random() * sum(options.values())
        for option, weight in options.items():
            at -= weight
            if at < 0:
                return option
        return next(iter(options))

    def some(self, low: int, high: int, make: Callable[[], T]) -> list[T]:
        """Between ``low`` and ``high`` things made by ``make``."""
        return [make() for _ in range(self.randint(low, high))]
