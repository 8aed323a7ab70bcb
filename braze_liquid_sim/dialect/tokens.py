"""What a tag's file gets to see of its tag, and the parser as the tags see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from braze_liquid_sim.dialect.markup import Markup
from braze_liquid_sim.dialect.strict import StrictParser
from braze_liquid_sim.dialect.syntax import Body, Expression

T = TypeVar("T")
D = TypeVar("D")


@dataclass(slots=True)
class Tag:
    """One ``{% name markup %}``, or one line inside ``{% liquid %}``."""

    name: str
    markup: Markup
    start: int
    end: int

    @property
    def end_name(self) -> str:
        """The name of the tag that closes this one."""
        return f"end{self.name}"


class TagParser(Protocol):
    """What a tag needs from the parser."""

    def read(
        self,
        tag: Tag,
        *,
        strict: Callable[[StrictParser], T] | None,
        loose: Callable[[Markup], T],
        default: D,
        quoted: bool = True,
    ) -> T | D:
        """Read a tag's markup by the grammar of the mode; a syntax error is recorded and gives ``default``.

        Without a ``strict`` reader Ruby reads this tag loosely in every mode. ``quoted`` says whether Ruby shows the
        markup in the errors of ``strict`` mode.
        """

    def filtered(self, markup: Markup) -> Expression:
        """A value with filters: strict first, then, in ``lax`` and ``warn``, loose."""

    def block(self, tag: Tag, *branches: str) -> tuple[Body, Tag | None]:
        """The nodes up to the end tag or the first tag named in ``branches``, and that tag (None: the end)."""

    def raw_block(self, tag: Tag, *, nested_error: str = "") -> str:
        """The text up to the end tag, untouched."""

    def pieces(self, start: int, end: int, *, bare: bool = False) -> Body:
        """A stretch of the template as text and outputs (``{{ }}``), at their own offsets; tags in it are text.

        ``bare`` also takes ``${name}`` without braces round it for an output.
        """

    def skip_comment(self, tag: Tag) -> None:
        """Pass over everything up to the end tag, nested comments and raw blocks included."""

    def lines(self, tag: Tag) -> Body:
        """The tag's markup as a program of one tag a line."""

    def inside(self, name: str) -> bool:
        """Whether a block of that tag is open."""

    def noted(self, kind: str) -> dict[str, int]:
        """Names of a kind that the template has so far, for the tags to fill."""

    def warn(self, message: str, start: int, end: int, help: str = "") -> None:
        """Record something that the author should know though the template is sent."""

    def problem(self, message: str, start: int, end: int, help: str = "") -> None:
        """Record a syntax error and go on."""
