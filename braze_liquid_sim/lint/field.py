"""One field of a file, parsed and indexed: what most rules look at.

Offsets are those of the lexed text, as the nodes have them; :meth:`Field.span` maps them to the file as written.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.lexer import Token, tokenize
from braze_liquid_sim.dialect.parser import ParseResult, parse
from braze_liquid_sim.dialect.syntax import Body, Expression, FilterCall, Filtered, Node, Output, Path, Text
from braze_liquid_sim.dialect.text import TemplateText
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.model import Edit, Severity, Source, Span

if TYPE_CHECKING:
    from braze_liquid_sim.lint.facts.markups import Markup
    from braze_liquid_sim.lint.facts.passes import PassKit
    from braze_liquid_sim.lint.file import File
    from braze_liquid_sim.lint.meaning.flow import Flow
    from braze_liquid_sim.lint.meaning.places import Places

T = TypeVar("T")
Item = Node | Expression | FilterCall


class Field:
    """A template: a message's body, its subject, a header of a webhook."""

    def __init__(self, file: File, name: str, source: Source) -> None:
        self.file = file
        self.name = name
        """``body``, ``subject``, ``url``, ``headers.Content-Type``, ``body.key`` …"""
        self.source = source
        self.limit: LimitExceeded | None = None
        """The limit that its size breaks; it is empty then."""
        try:
            self.parsed: ParseResult = parse(source, "warn")
        except LimitExceeded as limit:
            self.limit = limit
            self.parsed = ParseResult(TemplateText(source), Body())
        self.text = self.parsed.text.text
        """The lexed text: no front matter, no HTML comments."""
        self.body = self.parsed.body
        self._parents: dict[int, Any] = {}
        self._by_class: dict[type, list[Any]] = {}
        self._index()

    def _index(self) -> None:
        """File everything in the tree by its class, in the order of the text; long chains are no deep recursion."""
        stack: list[tuple[Any, Any]] = [(self.body, None)]
        seen: set[int] = set()
        while stack:
            item, parent = stack.pop()
            if id(item) in seen:
                continue  # a body that several values of a `when` share
            seen.add(id(item))
            if isinstance(item, Body):
                inside: list[Any] = item.nodes
            else:
                self._parents[id(item)] = parent
                self._by_class.setdefault(item.__class__, []).append(item)
                parent = item
                inside = list(children(item))
            stack.extend((child, parent) for child in reversed(inside))

    def all(self, kind: type[T]) -> list[T]:
        """Every node, expression or filter of exactly that class."""
        return self._by_class.get(kind, [])

    @property
    def outputs(self) -> list[Output]:
        """Every ``{{ }}``."""
        return self.all(Output)

    @property
    def paths(self) -> list[Path]:
        """Every lookup."""
        return self.all(Path)

    @property
    def filters(self) -> list[FilterCall]:
        """Every use of a filter."""
        return self.all(FilterCall)

    @property
    def filtered(self) -> list[Filtered]:
        """Every value that has filters."""
        return self.all(Filtered)

    @property
    def texts(self) -> list[Text]:
        """Every text between tags, white space control applied."""
        return self.all(Text)

    def parent(self, item: Item) -> Any:
        """What an item stands in; None for a node at the top."""
        return self._parents.get(id(item))

    def ancestors(self, item: Item) -> list[Any]:
        """What an item stands in, the innermost first."""
        found = []
        while (item := self._parents.get(id(item))) is not None:  # type: ignore[assignment]
            found.append(item)
        return found

    @cached_property
    def tokens(self) -> list[Token]:
        """The text as the lexer splits it."""
        return tokenize(self.text)

    @cached_property
    def markups(self) -> list[Markup]:
        """What stands inside the braces of every tag and output."""
        from braze_liquid_sim.lint.facts.markups import markups_of

        return markups_of(self)

    @cached_property
    def told(self) -> list[tuple[int, int]]:
        """Where a special rule explains a mistake, as offsets in the file: general rules are silent there."""
        from braze_liquid_sim.lint.facts.told import told_of

        return told_of(self)

    @cached_property
    def flow(self) -> Flow:
        """What the variables hold, wherever they are read."""
        from braze_liquid_sim.lint.meaning.walking import flow_of

        return flow_of(self)

    @cached_property
    def places(self) -> Places:
        """What surrounds every output: JSON, a URL, nothing of the kind."""
        from braze_liquid_sim.lint.meaning.places import places_of

        return places_of(self)

    @cached_property
    def passkit(self) -> PassKit:
        """What it has of PassKit: calls, pass data, links."""
        from braze_liquid_sim.lint.facts.passes import PassKit

        return PassKit(self)

    def written(self, start: int, end: int) -> str:
        """A stretch of the lexed text."""
        return self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the lexed text in the file as written."""
        return self.parsed.text.span(start, end)

    def found(
        self,
        at: Item | tuple[int, int],
        message: str,
        help: str = "",
        *,
        edits: tuple[Edit, ...] = (),
        severity: Severity | None = None,
    ) -> Found:
        """A finding at an item of the tree, or between two offsets."""
        start, end = at if isinstance(at, tuple) else (at.start, at.end)
        return Found(message, self.span(start, end), help, edits, severity)

    def edit(self, start: int, end: int, text: str) -> tuple[Edit, ...]:
        """The edit of a stretch of the lexed text; none where the file does not hold it as it is (YAML escapes)."""
        span = self.span(start, end)
        if span.text != self.text[start:end]:
            return ()
        if self.source is not self.file.source and set(text) & set("'\"\n\\:#"):
            return ()  # what a YAML scalar may not take; its quotes are not known here
        return (Edit(span.start, span.end, text),)
