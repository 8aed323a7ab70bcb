"""A curly quote stands where Liquid, HTML or JSON needs a straight one.

Word processors and chats turn ``'`` and ``"`` into typographic quotes. Liquid knows no text in those: the filter or the
condition is dropped, or the message cannot be parsed. In a text that readers see they do no harm, and are left alone.

Example:
    Hi {{ ${first_name} | default: “there” }}

Instead:
    Hi {{ ${first_name} | default: "there" }}

Source: Braze: using Liquid (quotes must be straight); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Text
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.markups import Markup
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_DOUBLE, _SINGLE = "“”„‟«»", "‘’‚‛"
_ANY = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_QUOTED = re.compile(rf"[{_DOUBLE}][^{_DOUBLE}\"]*[{_DOUBLE}\"]|[{_SINGLE}][^{_SINGLE}']*[{_SINGLE}']")
_ATTRIBUTE = re.compile(rf"<[a-zA-Z][^<>]*?\b[\w-]+=\s*([{_DOUBLE}{_SINGLE}])")
_KEY = re.compile(rf"[{{,]\s*([{_DOUBLE}])[\w.\- ]+[{_DOUBLE}]\s*:")
_PROSE = {"comment", "#", "doc", "raw", "translation"}
"""Tags whose markup nobody reads, or that is an id."""


def find(field: Field) -> Iterator[Found]:
    """Every text in curly quotes inside braces, every HTML attribute and every JSON key in them."""
    if not _ANY.search(field.text):
        return
    for markup in field.markups:
        if markup.tag not in _PROSE and not markup.tag.startswith("end") and _ANY.search(markup.text):
            yield from _in_markup(field, markup)
    for text in field.texts:
        if not isinstance(field.parent(text), ConnectedContent):
            yield from _in_text(field, text)


def _in_markup(field: Field, markup: Markup) -> Iterator[Found]:
    unclosed = markup.unclosed
    bare = markup.bare if unclosed is None else markup.bare[:unclosed] + markup.text[unclosed:]
    at = 0
    while quote := _ANY.search(bare, at):
        at = quote.end()
        if unclosed is not None and unclosed < quote.start():
            start, straight = unclosed, bare[unclosed]
            edits = field.edit(*markup.place(*quote.span()), straight)
        else:
            straight = '"' if quote[0] in _DOUBLE else "'"
            quoted = _QUOTED.match(bare, quote.start())
            start, at = quote.start(), quoted.end() if quoted else at
            edits = _straightened(field, markup, quoted, straight)
        place = markup.place(start, at)
        message = f"{field.written(*place)} has a curly quote {quote[0]}, which is none to Liquid"
        yield field.found(place, message, f"Use straight quotes, {straight}.", edits=edits)


def _straightened(field: Field, markup: Markup, quoted: re.Match[str] | None, straight: str) -> tuple[Edit, ...]:
    """Both quotes made straight; nothing where the text between them has such a one."""
    if not quoted or straight in quoted[0][1:-1]:
        return ()
    start, end = markup.place(*quoted.span())
    return field.edit(start, start + 1, straight) + field.edit(end - 1, end, straight)


def _in_text(field: Field, text: Text) -> Iterator[Found]:
    for pattern, what in ((_ATTRIBUTE, "an HTML attribute"), (_KEY, "a JSON key")):
        for quoted in pattern.finditer(field.text, text.start, text.end):
            message = f"{what} stands in curly quotes, {quoted[1]}"
            yield field.found(quoted.span(1), message, 'Use straight quotes, ".')
