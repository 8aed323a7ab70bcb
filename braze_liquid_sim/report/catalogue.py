"""Every code that a finding can have, and what it is about."""

from __future__ import annotations

from functools import cache

from braze_liquid_sim.codes import Code, codes_of
from braze_liquid_sim.lint.rules import rules

PLAIN = {
    "failed-test": "output",
    "unanswered-call": "calls",
}
"""Codes without a file of their own, and their topics: what renders and tests run into."""


@cache
def documented() -> dict[str, Code]:
    """The rules and the content checks by code."""
    from braze_liquid_sim import checks

    return rules() | codes_of(checks)


def topics() -> dict[str, str]:
    """The topic of every code."""
    return {code.code: code.topic for code in documented().values()} | PLAIN
