"""``python -m tests.conformance``: run the suites whose checkouts are named, and print every failure."""

from __future__ import annotations

import sys

from tests.conformance import golden, liquid_spec


def main() -> None:
    """Print each suite's failures and its score."""
    for suite in (golden, liquid_spec):
        folder = suite.checkout()
        if folder is None:
            print(f"{suite.VARIABLE} does not name a checkout", file=sys.stderr)
            continue
        report = suite.run(folder)
        print(report.failures())
        print(report)


if __name__ == "__main__":
    main()
