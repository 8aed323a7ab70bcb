"""The runtime codes, as reports and ``explain`` name them."""

from __future__ import annotations

from braze_liquid_sim.runtime_codes import RUNTIME_CODES

__all__ = ["RUNTIME_CODES"]
