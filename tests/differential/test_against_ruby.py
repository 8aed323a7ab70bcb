"""Random templates against the Ruby Liquid that is installed.

By hand, with other cases: ``python -m tests.differential --seed N --cases N``. With another Liquid:
``LIQUID_LIB=…/lib`` (and ``STRSCAN_LIB`` for the strscan that 5.6 and later need) in front of it.
"""

from __future__ import annotations

import pytest

from tests.differential.__main__ import Summary
from tests.differential.compare import compare
from tests.differential.generate import cases
from tests.differential.oracle import Oracle, ruby_command

SEED = 20240305
CASES = 6000
NEEDED = 0.995


@pytest.fixture(scope="module")
def summary() -> Summary:
    """All cases of the fixed seed, compared."""
    command = ruby_command()
    if command is None:
        pytest.skip(
            "Ruby with Liquid and ActiveSupport is not installed: apt-get install ruby ruby-liquid ruby-activesupport"
        )
    found = Summary()
    with Oracle(command) as oracle:
        for number, case in cases(SEED, CASES):
            found.add(compare(oracle, number, case))
    return found


def test_almost_all_texts_are_equal(summary: Summary) -> None:
    assert summary.total.total() > 5000
    assert summary.share_equal >= NEEDED


def test_every_difference_has_a_reason(summary: Summary) -> None:
    assert [(each.number, each.case.template, each.ruby, each.ours) for each in summary.unexplained] == []


def test_ruby_itself_rarely_crashes(summary: Summary) -> None:
    assert summary.skipped < CASES * 0.01


def test_refusals_use_rubys_words(summary: Summary) -> None:
    # Liquid 5.4 words a part of them otherwise than 5.13, which is followed here.
    assert summary.same_message / summary.refused > 0.8
