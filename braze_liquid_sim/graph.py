"""Who calls which content block, as one picture of a workspace.

What a call is, and when one prints nothing, is the same here as in lint; lint tells it of one file, this of them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from braze_liquid_sim.lint.facts.blocks import callees
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.model import Source, Span
from braze_liquid_sim.workspace.names import near_misses


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a content block, where it stands."""

    caller: str
    """Name of the template, as :attr:`Graph.templates` has it."""
    block: str
    """Name of the block as written; there may be none of that name."""
    field: str
    """``body``, ``subject``, ``url`` …"""
    span: Span


@dataclass(frozen=True, slots=True)
class TooDeep:
    """A block that prints nothing, because a block calls it that a block calls."""

    way: tuple[str, str, str]
    """The three blocks, the outermost first."""
    call: Call
    """The one that prints nothing."""


@dataclass(frozen=True)
class Graph:
    """Templates and the calls between them, both sorted."""

    templates: Mapping[str, Source]
    """By ``messages/name``, ``webhooks/name`` or the path of a file; a content block by the name it is called by."""
    calls: tuple[Call, ...]
    """By caller, then in the order of its fields and of their texts."""
    unread: tuple[str, ...] = ()
    """Templates with a syntax error: a call may hide behind it."""

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """Names of the content blocks."""
        return tuple(name for name, source in self.templates.items() if source.kind == "content_block")

    @cached_property
    def calls_by_caller(self) -> dict[str, list[Call]]:
        """The calls of every template that has any."""
        return _grouped((call.caller, call) for call in self.calls)

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """Blocks that nobody calls but they themselves."""
        called = {call.block for call in self.calls if call.block != call.caller}
        return tuple(name for name in self.blocks if name not in called)

    @cached_property
    def unknown(self) -> dict[str, list[Call]]:
        """Names that no block has, and who calls them."""
        known = set(self.blocks)
        missing = _grouped((call.block, call) for call in self.calls if call.block not in known)
        return dict(sorted(missing.items()))

    def meant(self, name: str) -> list[str]:
        """The blocks that an unknown name may be a slip for."""
        return near_misses(name, self.blocks)

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Blocks that lead back to themselves, the shortest way, each cycle once and from its first name on."""
        ways = {_from_the_first(way) for block in self.blocks if (way := self._way_back(block))}
        return tuple(sorted(ways))

    def _way_back(self, block: str) -> tuple[str, ...]:
        """The blocks from ``block`` to the one that calls it, by the fewest calls; empty where no way leads back."""
        ways: list[tuple[str, ...]] = [(block,)]
        seen: set[str] = set()
        for way in ways:
            for name in sorted(self._called(way[-1])):
                if name == block:
                    return way
                if name not in seen:
                    seen.add(name)
                    ways.append((*way, name))
        return ()

    @cached_property
    def too_deep(self) -> tuple[TooDeep, ...]:
        """Every call on the third level of blocks: Braze prints two. A cycle is told as such, not here."""
        blocks = set(self.blocks)
        return tuple(
            TooDeep((outer, middle, call.block), call)
            for outer in self.blocks
            for middle in sorted(self._called(outer) & blocks)
            for call in self.calls_by_caller.get(middle, ())
            if len({outer, middle, call.block}) == 3
        )

    def _called(self, name: str) -> set[str]:
        return {call.block for call in self.calls_by_caller.get(name, ())}

    def around(self, names: Iterable[str]) -> Graph:
        """The part with these templates, what they call, and what calls them, at any distance.

        Who is an orphan is as in the whole: whoever calls a block comes with it.
        """
        kept = _reached(names, _pairs(self.calls)) | _reached(names, _pairs(self.calls, backwards=True))
        return Graph(
            {name: source for name, source in self.templates.items() if name in kept},
            tuple(call for call in self.calls if call.caller in kept and call.block in kept),
            tuple(name for name in self.unread if name in kept),
        )


def graph_of(templates: Mapping[str, Source]) -> Graph:
    """Read every call in the templates; names are those of :attr:`Graph.templates`.

    Raises:
        UsageError: the front matter of a template is no message's.
    """
    project = Project(date.min)  # calls are read the same on every day
    files = {name: File(source, project) for name, source in sorted(templates.items())}
    calls = [call for name, file in files.items() for call in _calls(name, file)]
    unread = (name for name, file in files.items() if _broken(file))
    return Graph(dict(sorted(templates.items())), tuple(calls), tuple(unread))


def _calls(name: str, file: File) -> Iterator[Call]:
    for field, reference in callees(file):
        yield Call(name, reference.name, field.name, field.span(reference.path.start, reference.path.end))


def _broken(file: File) -> bool:
    return any(field.parsed.errors or field.limit for field in file.fields.values())


def _reached(names: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += steps.get(name, ())
    return reached


def _grouped(pairs: Iterable[tuple[str, Call]]) -> dict[str, list[Call]]:
    groups: dict[str, list[Call]] = {}
    for key, call in pairs:
        groups.setdefault(key, []).append(call)
    return groups


def _pairs(calls: Iterable[Call], *, backwards: bool = False) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = {}
    for call in calls:
        start, end = (call.block, call.caller) if backwards else (call.caller, call.block)
        steps.setdefault(start, set()).add(end)
    return steps


def _from_the_first(way: tuple[str, ...]) -> tuple[str, ...]:
    at = way.index(min(way))
    return way[at:] + way[:at]
