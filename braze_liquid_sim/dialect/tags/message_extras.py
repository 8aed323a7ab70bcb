"""``{% message_extras :key name :value text %}``: add a pair to what goes with the send event; prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import Word, body_of, words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "message_extras"
FIDELITY = "documented"
SOURCE = "Braze: message extras"


@dataclass(slots=True)
class MessageExtras(Node):
    """One pair, both texts; ``complete`` where both are there, in the right order."""

    key: Body
    value: Body
    complete: bool


NODE = MessageExtras


def parse(tag: Tag, parser: TagParser) -> MessageExtras:
    """``:key`` first, then ``:value``, no tag inside; anything else is not passed on, and no reason not to send."""
    words = words_of(tag)
    at = next((at for at, word in enumerate(words) if word.text == ":value"), 0)
    key, value = words[1:at], words[at + 1 :]
    complete = bool(key and value) and words[0].text == ":key" and "{%" not in tag.markup.written
    if not complete:
        help = "Write {% message_extras :key name :value text %}, in this order."
        parser.warn("Braze does not pass on these message extras", tag.start, tag.end, help)
    return MessageExtras(tag.start, tag.end, _stretch(parser, key), _stretch(parser, value), complete)


def _stretch(parser: TagParser, words: list[Word]) -> Body:
    """All from the first word to the last, with the blanks as they are."""
    return parser.pieces(words[0].start, words[-1].end) if words else body_of(parser, [])


def emit(node: MessageExtras, emit: Emitter) -> None:
    """Tell the session."""
    if node.complete:
        key, value = emit.rendered(node.key), emit.rendered(node.value)
        emit.line(emit.service(node, "extra", key.text, value.text).text)
