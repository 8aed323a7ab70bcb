"""What can be said of one outcome and its user: is the body JSON, did a name write into the payload, is anything blank.

A check is one file in this folder; what they all ask stands in ``evidence``.
"""

from __future__ import annotations

import sys
from functools import cache

from braze_liquid_sim.codes import Code, codes_of


@cache
def checks() -> dict[str, Code]:
    """The checks by code."""
    return codes_of(sys.modules[__name__])
