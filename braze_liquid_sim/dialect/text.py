"""A template's text as the lexer sees it, and the way back to the file as the author wrote it.

Three things that Braze does before Liquid sees a text are undone here without moving an offset inside a tag:

* HTML comments are cut out; ``to_source`` maps an offset in what is left to the file.
* ``${any name}`` becomes one opaque word of the same length, so that Ruby's grammar, which knows no such thing, reads
  it as a name.
* The braces of a nested ``{{ }}`` become blanks: Braze drops them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from braze_liquid_sim.model import Source, Span

NAME_HEAD = "\ufdd0"
NAME_TAIL = "\ufdd1"
"""Two noncharacters of Unicode: no text holds them, so no author can write what stands for ``${…}``."""

BRACED_NAME = re.compile(r"\$\{([^{}\n]*)\}")
_MASKABLE = re.compile(r"""'[^']*'|"[^"]*"|\$\{[^{}\n]*\}|\{\{-?|-?\}\}|[\ufdd0\ufdd1]""")
_FILTER_INSIDE = re.compile(r"\s*\|")


class TemplateText:
    """The text of one template without its front matter and its HTML comments."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._cuts: list[int] = []
        self._shifts: list[int] = []
        self.text = self._cut_comments(source.template)
        self._masked: list[tuple[int, int, str]] = []

    def _cut_comments(self, text: str) -> str:
        """Remove HTML comments and remember how far what follows them has moved."""
        if "<!--" not in text:
            return text
        kept: list[str] = []
        at = removed = length = 0
        while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
            kept.append(text[at:start])
            length += start - at
            at = end + 3
            removed += at - start
            self._cuts.append(length)
            self._shifts.append(removed)
        kept.append(text[at:])
        return "".join(kept)

    def to_source(self, offset: int) -> int:
        """The offset in the file of an offset in the lexed text."""
        offset_in_body = offset
        if self._cuts:
            cut = bisect_right(self._cuts, offset)
            offset_in_body += self._shifts[cut - 1] if cut else 0
        return self.source.origin(offset_in_body)

    def span(self, start: int, end: int) -> Span:
        """The span in the file of a stretch of the lexed text."""
        first = self.to_source(start)
        last = self.to_source(end - 1) + 1 if end > start else first
        return Span(self.source, first, max(first, last))

    @cached_property
    def has_braces(self) -> bool:
        """Whether anything may need masking at all."""
        return "${" in self.text or NAME_HEAD in self.text or NAME_TAIL in self.text

    def mask(self, start: int, end: int) -> str:
        """The markup between two offsets as Ruby's grammar can read it: as long as what the author wrote."""
        markup = self.text[start:end]
        if not self.has_braces and "{{" not in markup and "}}" not in markup:
            return markup
        return _masked(markup)

    def name(self, start: int, end: int) -> str:
        """The name inside the ``${…}`` that a masked word stands for."""
        inside = self.text[start + 2 : end]
        return inside.removesuffix("}").strip()


def _masked(markup: str) -> str:
    """Markup with its references as words and its nested braces, where they pair, as blanks."""
    pieces: list[str] = []
    open_at: list[int] = []
    at = 0
    for found in _MASKABLE.finditer(markup):
        pieces.append(markup[at : found.start()])
        text = found[0]
        at = found.end()
        if text[0] == "$":
            text = _mask_name(text)
        elif text.startswith("{{"):
            open_at.append(len(pieces))
        elif text.endswith("}}") and open_at:
            opening = open_at.pop()
            pieces[opening] = " " * len(pieces[opening])
            text = " " * len(text)
        elif text in (NAME_HEAD, NAME_TAIL):
            text = "\ufffd"
        pieces.append(text)
    pieces.append(markup[at:])
    return "".join(pieces)


def _mask_name(reference: str) -> str:
    """``${name}`` as one opaque word; a filter inside the braces is moved out, as Braze is assumed to do."""
    name, bar, filters = reference[2:-1].partition("|")
    if not bar:
        return NAME_HEAD + NAME_TAIL * (len(reference) - 1)
    return NAME_HEAD + NAME_TAIL * (len(name) + 1) + "|" + filters + " "
