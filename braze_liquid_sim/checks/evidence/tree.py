"""The nodes that a trace speaks of, by their places."""

from __future__ import annotations

from braze_liquid_sim.dialect.syntax import Node, Output, Text
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Source, Span


class Tree:
    """The nodes of a message and its content blocks by their place in the files."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._nodes: dict[str, dict[tuple[int, int], tuple[Field, Node]]] = {}

    def node(self, span: Span) -> tuple[Field, Node] | None:
        """The field and the node that a trace points at."""
        name = span.source.name
        if name not in self._nodes:
            self._nodes[name] = self._of(span.source)
        return self._nodes[name].get((span.start, span.end))

    def _of(self, source: Source) -> dict[tuple[int, int], tuple[Field, Node]]:
        file = self._file
        if source.name != file.source.name:
            file = File(source, self._file.project)
        found: dict[tuple[int, int], tuple[Field, Node]] = {}
        for part in file.fields.values():
            for kind in (Text, Capture, ConnectedContent, Assign, Output):
                for node in part.all(kind):
                    span = part.span(node.start, node.end)
                    found[span.start, span.end] = part, node
        return found
