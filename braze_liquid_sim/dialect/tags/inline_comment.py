"""``{% # … %}``: a comment in one tag; each of its lines begins with ``#``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.tags.comment import Comment

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "#"
FIDELITY = "ruby"
SOURCE = "Ruby Liquid 5.13"
NODE = None

_BARE_LINE = re.compile(r"\n\s*[^#\s]", re.ASCII)


def parse(tag: Tag, parser: TagParser) -> Comment:
    """A line without ``#`` is refused: it would look like code."""
    bare = _BARE_LINE.search(tag.markup.text)
    if bare:
        start = tag.markup.start + bare.end() - 1
        message = "Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character"
        parser.problem(message, start, start + 1, "Begin the line with #, or use {% comment %}.")
    return Comment(tag.start, tag.end)


def emit(node: Comment, emit: Emitter) -> None:
    """Nothing."""
