"""Free markup of Braze's own tags (``catalog id :option``) as words that may hold outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.chunks import chunks
from braze_liquid_sim.dialect.syntax import Body, Node, Text

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.tokens import Tag, TagParser


@dataclass(slots=True)
class Word:
    """A stretch without white space outside its outputs; ``text`` is as the author wrote it."""

    start: int
    end: int
    text: str


def words_of(tag: Tag) -> list[Word]:
    """The words behind a tag's name."""
    text = tag.markup.template.text
    return [Word(start, end, text[start:end]) for start, end in chunks(text, tag.markup.start, tag.markup.end)]


def split_flag(words: list[Word], flag: str) -> tuple[list[Word], bool]:
    """The words without ``:flag``, and whether it was there."""
    kept = [word for word in words if word.text != flag]
    return kept, len(kept) < len(words)


def body_of(parser: TagParser, words: list[Word]) -> Body:
    """Words with what their outputs print, one blank between each two."""
    nodes: list[Node] = []
    for word in words:
        if nodes:
            nodes.append(Text(word.start, word.start, " "))
        nodes += parser.pieces(word.start, word.end).nodes
    return Body(nodes)
