"""What stands inside the braces of every tag and output, ready for the rules that look at its characters.

The tree does not have it: what Ruby's loose grammar drops is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Output

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field

FILLER = "\ufffc"
"""Stands for each character inside a quoted text; it is in no name, no operator and no blank."""

CONDITIONS = frozenset(("if", "elsif", "unless"))
VALUES = frozenset(("", "echo", "assign"))
"""Tags whose markup takes filters; an output has no name."""
LIQUID = CONDITIONS | VALUES | {"case", "when", "for", "tablerow", "capture", "cycle", "increment", "decrement"}
"""Tags whose markup Ruby reads; Braze's own take URLs, options and plain words."""

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_TAG = re.compile(r"\{%-?\s*\w", re.ASCII)
_QUOTE = re.compile(r"['\"]")


@dataclass
class Markup:
    """The markup of a tag or an output, nested braces blanked and ``${…}`` a word of noncharacters."""

    tag: str
    """The name of the tag; empty for an output."""
    start: int
    """Offset of the first character of :attr:`text`."""
    text: str
    outer: tuple[int, int]
    """Where the whole tag stands."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @cached_property
    def bare(self) -> str:
        """The text with the insides of quoted texts blanked out, and all that follows a quote that nothing closes."""
        text = self.text
        if self.swallows:
            cut = min(text.find(sign) for sign in ("}", "{%") if sign in text)
            text = text[:cut] + FILLER * (len(text) - cut)
        if "'" not in text and '"' not in text:
            return text
        bare = _STRING.sub(lambda found: found[0][0] + FILLER * (len(found[0]) - 2) + found[0][0], text)
        at = _unclosed(text)
        return bare if at is None else bare[: at + 1] + FILLER * (len(bare) - at - 1)

    @cached_property
    def unclosed(self) -> int | None:
        """The index of a quote that nothing closes."""
        return None if self.swallows else _unclosed(self.text)

    @cached_property
    def swallows(self) -> bool:
        """Whether it holds the beginning of another tag: it is not closed, and the text behind it is no markup."""
        return "{%" in self.text and _TAG.search(self.text) is not None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of two indices of the text."""
        return self.start + start, self.start + end


def _unclosed(text: str) -> int | None:
    at = 0
    while quote := _QUOTE.search(text, at):
        at = text.find(quote[0], quote.end()) + 1
        if not at:
            return quote.start()
    return None


def markups_of(field: Field) -> list[Markup]:
    """The markup of every tag and output of a field."""
    found = [Markup(tag.name, tag.markup.start, tag.markup.text, (tag.start, tag.end)) for tag in field.parsed.tags]
    found += _outputs(field)
    return found


def _outputs(field: Field) -> Iterator[Markup]:
    for node in field.all(Output):
        text = field.text[node.start : node.end]
        if text.startswith("{{") and text.endswith("}}"):
            first = node.start + (3 if text[2:3] == "-" else 2)
            last = max(first, node.end - (3 if text[-3] == "-" else 2))
            yield Markup("", first, field.parsed.text.mask(first, last), (node.start, node.end))
