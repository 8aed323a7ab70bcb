"""A template file as rules see it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.model import Source, Span
from braze_liquid_sim.workspace.fields import Fields, fields_of


class File:
    """One source with all its fields."""

    def __init__(self, source: Source, project: Project) -> None:
        """Raises UsageError where the front matter is no message's."""
        self.source = source
        self.project = project
        self.parts: Fields = fields_of(source)
        """The sources of its fields, and a webhook's method."""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Its fields by name, in the order of their renders: ``url``, ``headers.X``, ``subject``, ``body``."""
        return {name: Field(self, name, source) for name, source in self.parts}

    @property
    def is_block(self) -> bool:
        """Whether it is a content block."""
        return self.source.kind == "content_block"

    @property
    def is_webhook(self) -> bool:
        """Whether it has a URL to send a request to."""
        return self.parts.url is not None

    @property
    def channel(self) -> str:
        """The channel that its front matter names, ``webhook`` for one; empty where it may be any."""
        if self.is_webhook:
            return "webhook"
        channel = self.source.front_matter.get("channel")
        return "" if channel in (None, "any") else str(channel)

    @property
    def needs(self) -> dict[str, Any]:
        """The variables that a content block wants to be set before it is called, and what for."""
        needs = self.source.front_matter.get("needs")
        if isinstance(needs, dict):
            return {name.strip(): what for names, what in needs.items() for name in str(names).split(",")}
        return dict.fromkeys(map(str, needs)) if isinstance(needs, list) else {}

    def span(self, start: int, end: int) -> Span:
        """A stretch of the file, by offsets in its whole text."""
        return Span(self.source, start, end)
