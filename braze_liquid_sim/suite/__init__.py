"""Unit tests for templates: ``tests/*.test.yaml`` with what is given and what is expected.

Start at :func:`~braze_liquid_sim.suite.loader.load`, then :class:`~braze_liquid_sim.suite.runner.Runner`.
"""

from __future__ import annotations
