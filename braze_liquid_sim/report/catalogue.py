"""Every code that a finding can have, and what it is about."""

from __future__ import annotations

from braze_liquid_sim.checks import checks
from braze_liquid_sim.codes import Code
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.runtime_codes import RUNTIME_CODES


def documented() -> dict[str, Code]:
    """The rules and the content checks by code."""
    return rules() | checks()


def topics() -> dict[str, str]:
    """The topic of every code."""
    by_themselves = {code: topic for code, (topic, _) in RUNTIME_CODES.items()}
    return by_themselves | {code.code: code.topic for code in documented().values()}
