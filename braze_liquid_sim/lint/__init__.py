"""What can be said of a template without any user: rules over parsed files.

Start at :func:`~braze_liquid_sim.lint.linting.lint`. A rule is one file in ``rules``.
"""

from __future__ import annotations

from braze_liquid_sim.lint.linting import lint, lint_file
from braze_liquid_sim.lint.project import Project

__all__ = ["Project", "lint", "lint_file"]
