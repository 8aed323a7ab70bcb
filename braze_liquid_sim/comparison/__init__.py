"""What changes for users between two states of a workspace: what they are sent, not which lines of source."""

from __future__ import annotations
