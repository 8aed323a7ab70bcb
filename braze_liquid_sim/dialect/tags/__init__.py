"""The tags: one file each, found by standing in this folder.

A tag's file holds ``NAME``, ``FIDELITY`` and ``SOURCE``, ``NODE`` (the class of its node, or None), ``parse`` and
``emit``: what it reads, and the Python it becomes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from braze_liquid_sim.discovery import modules_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.syntax import Node
    from braze_liquid_sim.dialect.tokens import Tag, TagParser


class TagModule(Protocol):
    """What the file of a tag holds."""

    NAME: str
    FIDELITY: str
    SOURCE: str
    NODE: type[Node] | None

    def parse(self, tag: Tag, parser: TagParser) -> Node:
        """The tag's node."""

    def emit(self, node: Any, emit: Any) -> None:
        """Write the code of a node."""


@cache
def tags() -> dict[str, TagModule]:
    """The tags by name."""
    import braze_liquid_sim.dialect.tags as package

    modules: list[Any] = modules_of(package)
    return {module.NAME: module for module in modules}


@cache
def tags_by_node() -> dict[type[Node], TagModule]:
    """The tags by the class of their node."""
    return {tag.NODE: tag for tag in tags().values() if tag.NODE}
