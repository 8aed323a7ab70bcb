"""The scores that may not drop."""

from __future__ import annotations

import pytest

from tests.conformance import golden, liquid_spec


def test_golden_liquid() -> None:
    folder = golden.checkout()
    if folder is None:
        pytest.skip(f"{golden.VARIABLE} does not name a checkout of golden-liquid")
    report = golden.run(folder)
    assert report.passed >= len(report.results) - 5, report


def test_liquid_spec() -> None:
    folder = liquid_spec.checkout()
    if folder is None:
        pytest.skip(f"{liquid_spec.VARIABLE} does not name a checkout of liquid-spec")
    report = liquid_spec.run(folder)
    assert report.passed >= 0.97 * len(report.results), report
