"""The nouns that travel between the parts: Source, Finding and Outcome.

Offsets are code points from 0 in the file as the author wrote it; lines and columns count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Source:
    """One file's text as written, with the place where its template begins."""

    text: str
    """The whole file, front matter included."""
    name: str = "template"
    """How messages call it: a path, or the name of a content block."""
    kind: str = "message"
    """``message``, ``content_block`` or ``webhook``."""
    front_matter: dict[str, Any] = field(default_factory=dict, compare=False)
    body_start: int = 0
    """Offset of the first character after the front matter."""
    values: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What stands for its parameters; empty where it has none."""

    @property
    def template(self) -> str:
        """The Liquid in the file: what stands behind the front matter."""
        return self.text[self.body_start :]

    def origin(self, offset: int) -> int:
        """The offset in the file of an offset in :attr:`template`."""
        return self.body_start + offset

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of every line; a line ends with a line feed."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True)
class MappedSource(Source):
    """A template that the file does not hold as it is: a field of the front matter, or one with parameters."""

    value: str = ""
    """The template, as YAML reads it and with its parameters filled in."""
    offsets: tuple[int, ...] = (0,)
    """Where in the file each of its characters stands, and one more for its end."""

    @property
    def template(self) -> str:
        """The value, whatever quotes and indents it is written with."""
        return self.value

    def origin(self, offset: int) -> int:
        """The offset in the file of an offset in the value."""
        return self.offsets[offset]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source: ``start`` included, ``end`` not."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """Column of the first character, from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def text(self) -> str:
        """What the author wrote there."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts ``text`` where the characters ``start`` to ``end`` of a source's whole text stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of one source that mend a finding, to be made together or not at all."""

    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether what is rendered stays the same; any other fix is a suggestion."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about, and what stands there."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell the author about one place in one source."""

    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    help: str = ""
    """The next step, or empty."""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    user: str = ""
    """The name of the user it happens to; empty where it needs none."""
    shown: str = ""
    """What it comes to: the payload that an attacker gets, the part of the output that is wrong."""

    @property
    def line(self) -> int | None:
        """Line from 1, or None where there is no place to point at."""
        return self.span.line if self.span else None

    @property
    def column(self) -> int | None:
        """Column from 1, or None where there is no place to point at."""
        return self.span.column if self.span else None

    @property
    def end_line(self) -> int | None:
        """Line of the first character after the place."""
        return self.span.source.position(self.span.end)[0] if self.span else None

    @property
    def end_column(self) -> int | None:
        """Column of the first character after the place."""
        return self.span.source.position(self.span.end)[1] if self.span else None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one render may use; a template that asks for more is ``Failed``."""

    nesting: int = 100
    """Blocks inside blocks, as Ruby has it."""
    iterations: int = 1_000_000
    """Items of one range or of one loop."""
    steps: int = 1_000_000
    """Loop iterations of the whole render together."""
    output: int = 10_000_000
    """Bytes of UTF-8 in the output or in one variable."""
    markup: int = 100_000
    """Characters inside one tag or output."""
    template: int = 5_000_000
    """Characters of one template."""
    tags: int = 10_000
    """Tags and outputs of one template, those of a content block as often as it is used."""


@dataclass(frozen=True, slots=True)
class RenderError:
    """An error that Ruby prints inside the text (``Liquid error: …``)."""

    message: str
    """The text as printed, prefix included."""
    span: Span | None = None

    @property
    def line(self) -> int | None:
        """Line from 1."""
        return self.span.line if self.span else None


class Sent:
    """Braze would send this text."""

    # Class attributes, so that a render without errors sets a single field: half of a small render is this object.
    errors: tuple[RenderError, ...] = ()
    """What Ruby printed inside the text as ``Liquid error: …``, in order."""
    warnings: tuple[Finding, ...] = ()
    """What ``warn`` mode says of the template."""
    trace: Any = None
    """What happened, where the template was compiled with ``trace``."""
    calls: tuple[Any, ...] = ()
    """The web service calls of the template, in order."""
    extras: Mapping[str, str] = MappingProxyType({})
    """The pairs of ``message_extras``."""

    def __init__(
        self, text: str, errors: tuple[RenderError, ...] = (), trace: Any = None, warnings: tuple[Finding, ...] = ()
    ) -> None:
        self.text = text
        self.errors = errors
        self.trace = trace
        self.warnings = warnings

    def __repr__(self) -> str:
        return f"Sent(text={self.text!r}, errors={self.errors!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sent) and (self.text, self.errors) == (other.text, other.errors)

    def __hash__(self) -> int:
        return hash((self.text, self.errors))


@dataclass(frozen=True, slots=True)
class Aborted:
    """Braze would send nothing, because the template said so."""

    reason: str
    span: Span | None = None
    errors: tuple[RenderError, ...] = ()
    trace: Any = None
    calls: tuple[Any, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """The template cannot be rendered; ``findings`` say where and why, the first one first."""

    findings: tuple[Finding, ...]
    calls: tuple[Any, ...] = ()

    @property
    def finding(self) -> Finding:
        """The first finding."""
        return self.findings[0]


Outcome = Sent | Aborted | Failed
