"""``python -m tests.differential --seed N --cases N``: compare with Ruby by hand."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.differential.case import Case
from tests.differential.compare import Comparison, compare
from tests.differential.generate import case as nth_case
from tests.differential.generate import cases
from tests.differential.known import NEWEST
from tests.differential.oracle import Oracle, ruby_command
from tests.differential.shrink import shrink


def main() -> int:
    """Compare, report, and exit with 1 where a difference has no explanation."""
    options = arguments()
    command = ruby_command()
    if command is None:
        print("Ruby with Liquid and ActiveSupport is not installed", file=sys.stderr)
        return 2
    with Oracle(command) as oracle:
        print(f"Ruby {oracle.ruby}, Liquid {'.'.join(map(str, oracle.version))}, seed {options.seed}")
        newest = oracle.version >= NEWEST
        chosen = cases(options.seed, options.cases, newest)
        if options.only is not None:
            chosen = iter([(options.only, nth_case(options.seed, options.only, newest))])
        summary = Summary()
        for number, case in chosen:
            summary.add(compare(oracle, number, case))
            if sys.stderr.isatty() and number % 500 == 0:
                print(f"\r{number:>7} cases, {len(summary.unexplained)} unexplained", end="", file=sys.stderr)
        summary.show()
        for comparison in summary.unexplained[: options.show]:
            show(oracle, comparison, options.shrink)
    return 1 if summary.unexplained else 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description="Compare with Ruby Liquid.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--only", type=int, help="number of the one case to look at")
    parser.add_argument("--show", type=int, default=20, help="how many unexplained differences to print")
    parser.add_argument("--no-shrink", dest="shrink", action="store_false")
    return parser.parse_args()


class Summary:
    """Counts over all comparisons."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.different: Counter[str] = Counter()
        self.explained: Counter[str] = Counter()
        self.unexplained: list[Comparison] = []
        self.skipped = self.refused = self.same_message = 0

    def add(self, comparison: Comparison) -> None:
        """Count one comparison."""
        if comparison.skipped:
            self.skipped += 1
            return
        self.total[comparison.case.kind] += 1
        if comparison.equal:
            self.refused += comparison.ruby.kind == "syntax"
            self.same_message += comparison.same_message
            return
        self.different[comparison.case.kind] += 1
        explanation = comparison.explanation
        if explanation is None:
            self.unexplained.append(comparison)
        else:
            self.explained[explanation.name] += 1

    @property
    def share_equal(self) -> float:
        """Equal answers among all."""
        return 1 - self.different.total() / max(1, self.total.total())

    def show(self) -> None:
        """Print the table."""
        print(f"\n{'kind':<12}{'cases':>8}{'equal':>10}")
        for kind, count in sorted(self.total.items()):
            print(f"{kind:<12}{count:>8}{(count - self.different[kind]) / count:>10.2%}")
        print(f"{'all':<12}{self.total.total():>8}{self.share_equal:>10.3%}")
        print(f"refused by both: {self.refused}, in the same words: {self.same_message}; Ruby crashed: {self.skipped}")
        print(f"different: {self.different.total()}, unexplained: {len(self.unexplained)}")
        for name, count in self.explained.most_common():
            print(f"{count:>8}  {name}")


def show(oracle: Oracle, comparison: Comparison, shrunk: bool) -> None:
    """Print one difference, made small."""

    def fails(case: Case) -> bool:
        again = compare(oracle, 0, case)
        same_sides = (again.ruby.kind, again.ours.kind) == (comparison.ruby.kind, comparison.ours.kind)
        return same_sides and not again.equal and again.explanation is None

    if shrunk:
        comparison = compare(oracle, comparison.number, shrink(comparison.case, fails))
    case = comparison.case
    print(f"\n#{comparison.number} {case.kind} {case.mode}{' line_numbers' if case.line_numbers else ''}")
    print(f"  template  {case.template!r}")
    print(f"  data      {case.data!r}" + (f"  partials {case.partials!r}" if case.partials else ""))
    print(f"  ruby      {comparison.ruby.kind} {comparison.ruby.text!r}")
    print(f"  ours      {comparison.ours.kind} {comparison.ours.text!r}")


if __name__ == "__main__":
    sys.exit(main())
