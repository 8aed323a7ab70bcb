"""``check``: lint, every template for every user, the content checks and the tests; one Report of all of it.

Start at :func:`~braze_liquid_sim.checking.checking.check`.
"""

from __future__ import annotations

from braze_liquid_sim.checking.checking import Progress, check

__all__ = ["Progress", "check"]
