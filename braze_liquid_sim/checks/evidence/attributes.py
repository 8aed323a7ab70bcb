"""What of the user's went into a text: the attributes that were read for it, through variables and loops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.dialect.names import NAMESPACES, PLAIN
from braze_liquid_sim.dialect.syntax import Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.dialect.tags.tablerow import TableRow
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.engine.trace import Assignment, Trace
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Span


class Attributes:
    """Gathers the attributes by name, each with the place where it is read first."""

    def __init__(self, tree: Tree, trace: Trace) -> None:
        self.found: dict[str, Span] = {}
        self._tree = tree
        self._trace = trace
        self._seen: set[int] = set()

    def read(self, item: Any, part: Field, known: int) -> None:
        """Add those of an expression, as it is when ``known`` assignments were made."""
        for path in paths(item):
            root = path.root if isinstance(path.root, str) else ""
            if root == "$" or root in NAMESPACES or root in PLAIN:
                self._add(path, part)
            elif (loop := _loop(path, part)) is not None:
                self.read(loop.collection, part, known)
            elif root and (assignment := last_assignment(self._trace, root, known)) and assignment[0] not in self._seen:
                self._seen.add(assignment[0])
                self._read_assigned(path, part, *assignment)

    def _read_assigned(self, path: Path, part: Field, number: int, assignment: Assignment) -> None:
        home = self._tree.node(assignment.span)
        if assignment.stretches:
            for stretch in assignment.stretches:
                writer = self._tree.node(stretch.span) if stretch.span else None
                if writer and isinstance(writer[1], Output):
                    self.read(writer[1], writer[0], stretch.known)
        elif home and isinstance(home[1], Assign):
            self.read(home[1].value, home[0], number)
        elif home:
            self._add(path, part)

    def _add(self, path: Path, part: Field) -> None:
        self.found.setdefault(part.written(path.start, path.end).strip(), part.span(path.start, path.end))


def last_assignment(trace: Trace, name: str, known: int) -> tuple[int, Assignment] | None:
    """The assignment that a variable had its value from when ``known`` of them were made, and its number."""
    for number in range(min(known, len(trace.assignments)) - 1, -1, -1):
        if trace.assignments[number].name == name:
            return number, trace.assignments[number]
    return None


def _loop(path: Path, part: Field) -> For | TableRow | None:
    """The loop whose item a path reads."""
    for node in part.ancestors(path):
        if isinstance(node, For | TableRow) and node.variable == path.root:
            return node
    return None


def paths(item: Any) -> Iterator[Path]:
    """The lookups in an expression, those in arguments of filters and in brackets too."""
    stack = [item]
    while stack:
        one = stack.pop()
        if isinstance(one, Path):
            yield one
        stack.extend(reversed(list(children(one))))
