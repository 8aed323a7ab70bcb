"""What a rule may know beyond the file it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source

if TYPE_CHECKING:
    from braze_liquid_sim.lint.file import File


@dataclass
class Project:
    """The surroundings of a file."""

    today: date
    """Dates before it are past."""
    blocks: Mapping[str, Source] = field(default_factory=dict)
    """The content blocks that can be called."""
    complete: bool = False
    """Whether a block that is not among them does not exist; else nothing is known of it."""
    passkit: Mapping[str, Any] = field(default_factory=dict)
    """What the settings say of the PassKit account: ``region``, ``tiers``; empty where they say nothing."""
    walking: set[str] = field(default_factory=set, repr=False)
    """The blocks that are being looked at: one that calls itself is not looked at again."""
    _files: dict[str, File | None] = field(default_factory=dict, repr=False)

    def block(self, name: str) -> File | None:
        """A content block, parsed once; None where it is not known or cannot be read."""
        if name not in self._files:
            from braze_liquid_sim.lint.file import File

            self._files[name] = None  # what asks for itself gets nothing
            with suppress(KeyError, UsageError):
                self._files[name] = File(self.blocks[name], self)
        return self._files[name]

    @contextmanager
    def walk(self, name: str) -> Iterator[None]:
        """Look at what a content block does."""
        self.walking.add(name)
        try:
            yield
        finally:
            self.walking.discard(name)
