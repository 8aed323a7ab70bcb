"""What is on disk: templates with their front matter, fixture users, settings.

Start at :class:`Workspace`. Nothing here parses Liquid, and YAML is loaded only when a file of it is read.
"""

from __future__ import annotations

from braze_liquid_sim.workspace.hostile import hostile_users
from braze_liquid_sim.workspace.sources import read_source, source_of
from braze_liquid_sim.workspace.user import User
from braze_liquid_sim.workspace.users import read_users, stream_users
from braze_liquid_sim.workspace.workspace import Workspace

__all__ = [
    "User",
    "Workspace",
    "hostile_users",
    "read_source",
    "read_users",
    "source_of",
    "stream_users",
]
