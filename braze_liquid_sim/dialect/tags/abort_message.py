"""``{% abort_message('reason') %}``: send nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Node

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "abort_message"
FIDELITY = "documented"
SOURCE = "Braze: aborting messages"

DEFAULT_REASON = "{% abort_message %} called"
"""What Braze logs where no reason is given."""

_REASON = re.compile(r"""\(?\s*(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>.*?))\s*\)?\s*""", re.DOTALL)


@dataclass(slots=True)
class AbortMessageTag(Node):
    """The reason as logged."""

    reason: str


NODE = AbortMessageTag


def parse(tag: Tag, parser: TagParser) -> AbortMessageTag:
    """With or without brackets and quotes; the reason is text, Liquid in it is not read."""
    written = tag.markup.written.strip()
    match = _REASON.fullmatch(written)
    reason = (match["single"] or match["double"] or match["bare"]) if match else written
    return AbortMessageTag(tag.start, tag.end, reason or DEFAULT_REASON)


def emit(node: AbortMessageTag, emit: Emitter) -> None:
    """Leave the whole render."""
    emit.abort(node, node.reason)
