"""Rounds of pairs: the base and one engine, one directly after the other."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles

from tests.benchmarks.process import Process
from tests.benchmarks.workload import Workload

MODES = {
    "render": "render only",
    "line": "JSON line to bytes",
    "parse": "parse and render",
}


@dataclass(frozen=True)
class Plan:
    """How long to measure."""

    rounds: int
    seconds: float
    """The least time of one measurement."""
    users: int
    """Distinct users; over all rounds of a mode that parses once, each is rendered at least once."""

    def renders(self, mode: str) -> int:
        """The least number of renders of one measurement."""
        return 0 if mode == "parse" else -(-self.users // self.rounds)


@dataclass(frozen=True)
class Ratio:
    """Engine against base, one figure a pair."""

    ratios: tuple[float, ...]
    rate: float
    """Median of the engine's renders per second."""

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.ratios)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The lower and the upper quartile."""
        if len(self.ratios) == 1:
            return self.median, self.median
        lower, _, upper = quantiles(self.ratios, n=4, method="inclusive")
        return lower, upper


def measure(base: Process, engine: Process, workload: Workload, mode: str, plan: Plan) -> Ratio:
    """Measure A B, B A, A B … and keep the ratio of each pair; the base against itself shows the noise."""
    for process in (base, engine):
        process.rate(workload, mode, plan.seconds, 0)  # warm: caches, inline caches, V8's compiler
    ratios, rates = [], []
    for number in range(plan.rounds):
        pair = {}
        for place in ("base", "engine") if number % 2 == 0 else ("engine", "base"):
            process = base if place == "base" else engine
            pair[place] = process.rate(workload, mode, plan.seconds, plan.renders(mode))
        ratios.append(pair["engine"] / pair["base"])
        rates.append(pair["engine"])
    return Ratio(tuple(ratios), median(rates))
