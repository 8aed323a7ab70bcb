"""The command line. A command is one file in ``commands``; nothing heavier than click is imported to find it."""

from __future__ import annotations

from braze_liquid_sim.cli.group import main

__all__ = ["main"]
