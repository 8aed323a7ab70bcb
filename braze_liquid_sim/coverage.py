"""Branch coverage of templates: which branches there are, and which of them some render reached.

A branch is a body of ``if``, ``unless``, ``case`` or ``for``, and the way past an ``if``, ``unless`` or ``case``
without ``else``. What ``include`` and ``render`` pull in is left out: Braze has neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from braze_liquid_sim.dialect.parser import ParseResult, parse
from braze_liquid_sim.dialect.syntax import Body, Expression, Node
from braze_liquid_sim.dialect.tags.case import exclusive
from braze_liquid_sim.engine.analysis import Analysis, analyse, children
from braze_liquid_sim.engine.trace import Trace
from braze_liquid_sim.message import Message
from braze_liquid_sim.model import Aborted, Outcome, Sent, Source, Span

_Tag = tuple[str, int, int]
_Key = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through a template."""

    tag: Span
    """The tag that chooses."""
    number: int
    """As a trace counts: from 0, and -1 for none of those there are."""
    label: str
    """``if x``, ``elsif y``, ``else``, ``no else`` …"""
    span: Span
    """What runs in it: the body, else where it is chosen."""
    tests: int = 0
    """Of the way past a ``case`` that tests one value after the other: how many traces tell of one choice."""

    @property
    def key(self) -> _Key:
        """What the branch is known by."""
        return self.tag.source.name, self.tag.start, self.tag.end, self.number


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How much of one file was reached."""

    source: Source
    branches: tuple[Branch, ...]
    missed: tuple[Branch, ...]

    @property
    def reached(self) -> int:
        """The number of branches that some render took."""
        return len(self.branches) - len(self.missed)


class Coverage:
    """Collects what the renders of a run reach; the messages must be compiled with ``trace``."""

    def __init__(self) -> None:
        self._branches: dict[Source, list[Branch]] = {}
        self._reached: set[_Key] = set()
        self._known: set[tuple[str, str]] = set()
        self._one_by_one: dict[_Tag, int] = {}
        """Tags ``case`` that test one branch after the other and tell the trace of each, and how many they have."""

    def expect(self, message: Message, content_blocks: Mapping[str, str | Source] | None = None) -> None:
        """Add the branches of a message and of the content blocks that it calls."""
        for _, source in message.fields:
            self._expect(source, message.source, content_blocks or {})

    def reach(self, outcome: Outcome) -> None:
        """Add what one render took."""
        trace: Trace | None = outcome.trace if isinstance(outcome, Sent | Aborted) else None
        several: dict[_Tag, list[int]] = {}
        for branch in trace.branches if trace else ():
            tag = branch.span.source.name, branch.span.start, branch.span.end
            if tag in self._one_by_one:
                several.setdefault(tag, []).append(branch.chosen)
            else:
                self._reached.add((*tag, branch.chosen))
        for tag, chosen in several.items():
            self._reached.update((*tag, number) for number in _taken(chosen, self._one_by_one[tag]))

    def sources(self) -> list[SourceCoverage]:
        """Every file that has branches, by name."""
        return [
            SourceCoverage(source, tuple(branches), tuple(one for one in branches if one.key not in self._reached))
            for source, branches in sorted(self._branches.items(), key=lambda item: item[0].name)
            if branches
        ]

    def _expect(self, source: Source, home: Source, blocks: Mapping[str, str | Source]) -> None:
        if (source.name, source.template) in self._known:
            return
        self._known.add((source.name, source.template))
        parsed = parse(source)
        branches = list(branches_of(parsed))
        self._branches.setdefault(home, []).extend(branches)
        self._one_by_one.update((branch.key[:3], branch.tests) for branch in branches if branch.tests)
        analysis = Analysis()
        analyse(parsed.body, analysis)
        for name in analysis.blocks:
            if name in blocks:
                block = blocks[name]
                block = block if isinstance(block, Source) else Source(block, name, "content_block")
                self._expect(block, block, blocks)


def branches_of(parsed: ParseResult) -> Iterator[Branch]:
    """The branches of a parsed template, in the order of the text."""
    yield from _in_body(parsed.body, parsed)


def _in_body(body: Body, parsed: ParseResult) -> Iterator[Branch]:
    for node in body.nodes:
        if getattr(node, "BRANCHES", False):
            yield from _choices(node, parsed)
        for child in children(node):
            if isinstance(child, Body):
                yield from _in_body(child, parsed)


def _choices(node: Any, parsed: ParseResult) -> Iterator[Branch]:
    tag = parsed.text.span(node.start, node.end)
    written = [*getattr(node, "branches", ())]
    if not written:
        # A loop; ifchanged has one body and tells the trace of no choice.
        yield from _loop(node, tag, parsed)
        return
    word = parsed.text.text[node.start : node.end].strip("{%- \t\n").split(None, 1)[0]
    others = "when" if word == "case" else "elsif"
    for number, (condition, body) in enumerate(written):
        first = others if number or word == "case" else word
        label = f"{first} {_written(condition, parsed)}" if condition else "else"
        yield Branch(tag, number, label, _span(body, condition or node, parsed))
    if written[-1][0] is not None:
        yield Branch(tag, -1, "no else", tag, 0 if word != "case" or exclusive(node) else len(written))


def _loop(node: Any, tag: Span, parsed: ParseResult) -> Iterator[Branch]:
    if not hasattr(node, "label"):
        return
    yield Branch(tag, 0, "an item", _span(node.body, node, parsed))
    if node.otherwise and node.otherwise.nodes:
        yield Branch(tag, 1, "else", _span(node.otherwise, node, parsed))


def _taken(chosen: list[int], tests: int) -> set[int]:
    """The branches that a ``case`` took, told test by test; -1 where all tests of one turn found nothing."""
    turns = [chosen[at : at + tests] for at in range(0, len(chosen), tests)]
    return {number for turn in turns for number in turn if number >= 0 or max(turn) < 0}


def _written(condition: Expression, parsed: ParseResult) -> str:
    return " ".join(parsed.text.text[condition.start : condition.end].split())


def _span(body: Body, otherwise: Expression | Node, parsed: ParseResult) -> Span:
    """The text of a body without the white space around it, else the place that chooses it."""
    if not body.nodes:
        return parsed.text.span(otherwise.start, otherwise.end)
    start, end = body.nodes[0].start, body.nodes[-1].end
    text = parsed.text.text[start:end]
    start += len(text) - len(text.lstrip())
    return parsed.text.span(start, max(start + len(text.strip()), start))


def percent(files: Iterable[SourceCoverage]) -> float:
    """How many of all branches were reached, in percent; without branches that is all of them."""
    files = list(files)
    total = sum(len(file.branches) for file in files)
    return 100 * sum(file.reached for file in files) / total if total else 100.0
