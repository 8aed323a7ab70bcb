"""The rules: one file each, found by standing in this folder; :mod:`~braze_liquid_sim.codes` says what it holds."""

from __future__ import annotations

import sys
from functools import cache

from braze_liquid_sim.codes import Code, codes_of


@cache
def rules() -> dict[str, Code]:
    """The rules by code."""
    return codes_of(sys.modules[__name__])
