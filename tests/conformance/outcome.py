"""What became of one case of a suite."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One case, passed or not."""

    group: str
    name: str
    template: str
    expected: str
    found: str
    passed: bool


@dataclass(frozen=True)
class Report:
    """All cases of a suite."""

    suite: str
    results: tuple[Result, ...]

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(result.passed for result in self.results)

    def __str__(self) -> str:
        """The score, and the groups in which cases fail, the worst first."""
        failed = Counter(result.group for result in self.results if not result.passed)
        score = f"{self.suite}: {self.passed} of {len(self.results)} ({self.passed / len(self.results):.2%})"
        return "\n".join([score, *(f"{count:>6}  {group}" for group, count in failed.most_common())])

    def failures(self) -> str:
        """Every failure in full."""
        return "\n".join(
            f"\n{result.group}: {result.name}\n  template {result.template!r}\n"
            f"  expected {result.expected}\n  found    {result.found}"
            for result in self.results
            if not result.passed
        )
