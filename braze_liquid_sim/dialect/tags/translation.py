"""``{% translation id %}…{% endtranslation %}``: the text of the user's locale, else the one written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from braze_liquid_sim.dialect.syntax import Body, Node
from braze_liquid_sim.dialect.words import words_of

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.emitting import Emitter
    from braze_liquid_sim.dialect.tokens import Tag, TagParser

NAME = "translation"
FIDELITY = "documented"
SOURCE = "Braze: locales in messages"

MOST = 200
"""Translations of one message."""
LONGEST = 2000
"""Characters of a text as written here."""


@dataclass(slots=True)
class Translation(Node):
    """The id, and the text where the locale has none."""

    BRANCHES: ClassVar[bool] = True
    identity: str
    body: Body


NODE = Translation


def parse(tag: Tag, parser: TagParser) -> Translation:
    """An id that no other translation of the message has; translations do not stand inside each other."""
    words = words_of(tag)
    if len(words) != 1:
        message = "Syntax Error in 'translation' - Valid syntax: translation [id]"
        parser.problem(message, tag.start, tag.end, "Write {% translation greeting %}Hello{% endtranslation %}.")
    identity = words[0].text if words else ""
    _refuse_misplaced(tag, identity, parser)
    body, end = parser.block(tag, tag.end_name)
    if end and end.markup.text.startswith("}"):
        message = f"Tag '{{% {tag.end_name}}}' was not properly terminated with regexp: /\\%\\}}/"
        parser.problem(message, end.start, end.markup.start + 1, f"Write {{% {tag.end_name} %}}: the % is missing.")
    elif end and end.start - tag.end > LONGEST:
        message = f"The text of a translation is {end.start - tag.end:,} characters long; Braze takes {LONGEST:,}"
        parser.problem(message, tag.start, tag.end, "Split it into several translations.")
    return Translation(tag.start, tag.end, identity, body)


def _refuse_misplaced(tag: Tag, identity: str, parser: TagParser) -> None:
    """What Braze does not take: a translation inside another, an id that stands twice, one too many."""
    if parser.inside(NAME):
        message = "A translation does not stand inside another"
        parser.problem(message, tag.start, tag.end, "Close the first one with {% endtranslation %}.")
    known = parser.noted(NAME)
    if identity in known:
        message = f"The translation id '{identity}' stands twice"
        parser.problem(message, tag.start, tag.end, "Give each translation of a message an id of its own.")
    known[identity] = tag.start
    if len(known) == MOST + 1:
        message = f"More than {MOST} translations"
        parser.problem(message, tag.start, tag.end, f"Braze takes {MOST} translations in one message.")


def emit(node: Translation, emit: Emitter) -> None:
    """Ask for the text, which sees the same variables as the one written here."""
    found = emit.fresh("t")
    name = emit.constant(node.identity).text
    asked = emit.service(node, "translation", name, emit.variables())
    emit.prepare(node)
    emit.line(f"{found} = {asked.text}")
    with emit.indent(f"if {found} is not None:"):
        emit.piece(node, emit.text(found))
    with emit.indent("else:"):
        emit.body(node.body)
