"""Cases without end, each the same for the same seed and number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.differential import dates, kinds, malformed
from tests.differential.case import Case, Dice

KINDS: dict[Callable[[Dice], Case], int] = {
    kinds.any_filter: 16,
    kinds.output: 10,
    kinds.lookup: 6,
    kinds.decision: 7,
    kinds.relation: 4,
    kinds.choice: 3,
    kinds.loop: 8,
    kinds.document: 16,
    kinds.whitespace: 5,
    kinds.partial: 3,
    dates.case: 12,
    malformed.broken: 6,
    malformed.known: 7,
    malformed.loose: 7,
    malformed.spaced: 3,
}
"""The generators and how often each is used."""


def case(seed: int, number: int, newest: bool = False) -> Case:
    """The case of that number; ``newest`` lets it use filters that are not in Liquid 5.4."""
    dice = Dice(f"{seed}:{number}")
    dice.newest = newest
    made = dice.weighted(KINDS)(dice)
    mode = dice.weighted({"lax": 88, "warn": 6, "strict": 6})
    # Liquid 5.4 does not take a comma before the first option in strict mode.
    if mode == "strict" and not newest and re.search(r"for\b[^%]*,", made.template):
        mode = "warn"
    return replace(made, mode=mode)


def cases(seed: int, count: int, newest: bool = False) -> Iterator[tuple[int, Case]]:
    """The first ``count`` cases of a seed with their numbers."""
    for number in range(count):
        yield number, case(seed, number, newest)
