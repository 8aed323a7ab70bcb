"""Signs in the markup of a filter that are missing, doubled or the wrong ones, told by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.text import NAME_HEAD
from braze_liquid_sim.lint.facts.markups import FILLER, Markup
from braze_liquid_sim.model import Edit

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field


@dataclass(frozen=True, slots=True)
class WrongSign:
    """Where it stands, and what the author meant where that can be told."""

    place: tuple[int, int]
    message: str
    help: str
    edits: tuple[Edit, ...] = ()


_SIGNS = {"&quot;": '"', "&#34;": '"', "&#39;": "'", "&apos;": "'", "&nbsp;": " ", "&lsquo;": "'", "&rsquo;": "'",
          "&ldquo;": '"', "&rdquo;": '"'}  # fmt: skip
_ENTITY = re.compile("|".join(_SIGNS))
_HTML = re.compile(r"</?[a-zA-Z][^<>|]*>")
_BLANKS = re.compile("[\xa0\u2007\u202f\u200b\ufeff\u3000]+")
_CALL = re.compile(r"\|\s*(\w+)\s*(\()([^()|]*)(\))", re.ASCII)
_COLON = re.compile(rf"\|\s*(\w+)(\s*[=,;]\s*|\s+)(?=['\"\d{NAME_HEAD}])", re.ASCII)
_BARS = re.compile(r"\|\s*\|")
_LAST_BAR = re.compile(r"\|\s*\Z")
_BAR = re.compile(r"(?<=[^\s|:,=])\s+([a-z_0-9]+)(?=\s*(?::|\||\Z))", re.ASCII)
_COMMA = re.compile(rf"(?:'{FILLER}*'|\"{FILLER}*\")(\s+)(?=['\"])")
_FORMAT = re.compile(r"\|\s*date\s*:\s*(%[^|'\"]*[^|'\"\s])")
_ONE_BRACE = re.compile(r"\{\{[^{}]*\}(?!\})")
_OPTION = re.compile(r"\b(limit|offset)(\s*=\s*|\s+)(?=[\w'\"])")
_RANGE = re.compile(r"\bin\s+([^\s(]+\.\.[^\s)]+)")
_WORD_BEFORE = re.compile(r"(?<![\w'\"])\w[\w ]*\Z")
_LETTER = re.compile(r"'[^'\"|]*'(?=\w)")


def wrong_sign(field: Field, markup: Markup) -> WrongSign | None:
    """The first one in a markup that the strict grammar refuses."""
    return next(_wrong_signs(field, markup), None)


def _wrong_signs(field: Field, markup: Markup) -> Iterator[WrongSign]:
    yield from _html(field, markup)
    if blank := _BLANKS.search(markup.bare):
        place = markup.place(*blank.span())
        yield WrongSign(place, "a blank of a special kind, often pasted", "Type a plain one.", field.edit(*place, " "))
    if markup.unclosed is not None:
        yield _unclosed_quote(field, markup, markup.unclosed)
    yield from _arguments(field, markup)
    yield from _bars(field, markup)
    if brace := _ONE_BRACE.search(markup.bare):
        end = markup.start + brace.end()
        edits = field.edit(end, end, "}")
        yield WrongSign(markup.place(*brace.span()), "a brace is missing: {{ is closed by }}", "Add it.", edits)
    if markup.tag == "for":
        yield from _loop(field, markup)
    if format := _FORMAT.search(markup.bare):
        start, end = markup.place(*format.span(1))
        edits = field.edit(start, end, f"'{format[1]}'")
        yield WrongSign((start, end), f"{format[1]} stands in no quotes", f"Write '{format[1]}'.", edits)
    if comma := _COMMA.search(markup.bare):
        at = markup.start + comma.start(1)
        place = markup.place(comma.start(), comma.end() + 1)
        yield WrongSign(place, "no comma between two arguments", "Put a comma between them.", field.edit(at, at, ","))


def _arguments(field: Field, markup: Markup) -> Iterator[WrongSign]:
    """What stands between a filter and its arguments in place of a colon."""
    if call := _CALL.search(markup.bare):
        edits = field.edit(*markup.place(call.end(1), call.end(2)), ": ") + field.edit(*markup.place(*call.span(4)), "")
        if not call[3].strip():
            edits = field.edit(*markup.place(call.end(1), call.end()), "")
        place = markup.place(call.start(1), call.end())
        yield WrongSign(place, f"{call[1]} is called with parentheses", f"Write {call[1]}: value.", edits)
    if colon := _COLON.search(markup.bare):
        place = markup.place(colon.start(1), colon.end())
        edits = field.edit(*markup.place(*colon.span(2)), ": ")
        message = f"{colon[1]} has no colon: what follows it is dropped"
        yield WrongSign(place, message, f"Write {colon[1]}: value.", edits)


def _html(field: Field, markup: Markup) -> Iterator[WrongSign]:
    """What an HTML editor makes of a sign, or puts between two."""
    if found := list(_ENTITY.finditer(markup.bare)):
        edits = tuple(edit for one in found for edit in field.edit(*markup.place(*one.span()), _SIGNS[one[0]]))
        written = ", ".join(dict.fromkeys(one[0] for one in found))
        place = markup.place(found[0].start(), found[-1].end())
        yield WrongSign(place, f"HTML stands for a sign: {written}", "Write the sign itself.", edits)
    if html := list(_HTML.finditer(markup.bare)):
        edits = tuple(edit for one in html for edit in field.edit(*markup.place(*one.span()), ""))
        place = markup.place(html[0].start(), html[-1].end())
        yield WrongSign(place, f"HTML stands inside the braces: {html[0][0]}", "Move it out of them.", edits)


def _loop(field: Field, markup: Markup) -> Iterator[WrongSign]:
    if option := _OPTION.search(markup.bare):
        place = markup.place(option.start(1), option.end())
        edits = field.edit(*markup.place(*option.span(2)), ": ")
        yield WrongSign(place, f"{option[1]} has no colon: it does nothing", f"Write {option[1]}: number.", edits)
    if ends := _RANGE.search(markup.bare):
        place = markup.place(*ends.span(1))
        edits = field.edit(*place, f"({field.written(*place)})")
        yield WrongSign(place, "a range stands in parentheses", f"Write ({field.written(*place)}).", edits)


def _bars(field: Field, markup: Markup) -> Iterator[WrongSign]:
    bare = markup.bare
    if bars := _BARS.search(bare):
        edits = field.edit(*markup.place(bars.start(), bars.end() - 1), "")
        yield WrongSign(markup.place(*bars.span()), "two | in a row", "One | goes before each filter.", edits)
    if last := _LAST_BAR.search(bare):
        place = markup.place(last.start(), last.start() + 1)
        help = "Name the filter, or take the | out."
        yield WrongSign(place, "a | with no filter behind it", help, field.edit(*place, ""))
    for name in _BAR.finditer(bare):
        if name[1] in filters():
            at = markup.start + name.start(1)
            message = f"{name[1]} has no | before it: it is not applied"
            yield WrongSign(markup.place(*name.span(1)), message, f"Write | {name[1]}.", field.edit(at, at, "| "))


def _unclosed_quote(field: Field, markup: Markup, at: int) -> WrongSign:
    """A quote is missing: most often the last one, or the text holds one of its own kind."""
    text, quote = markup.text, markup.text[at]
    if letter := _LETTER.search(text[: at + 1]):
        start = letter.start()
        whole = text[start + 1 : at]
        place = markup.place(start, at + 1)
        edits = field.edit(*place, f'"{whole}"') if '"' not in whole else ()
        message = f"the text ends at its own apostrophe: {text[start : at + 1]}"
        return WrongSign(place, message, 'Put the text in double quotes, ".', edits)
    rest = text[at:].rstrip()
    end = markup.start + at + len(rest)
    edits = ()
    other = '"' if quote == "'" else "'"
    word = _WORD_BEFORE.search(text, 0, at)
    if word and len(rest) == 1:
        start = markup.start + word.start()
        edits = field.edit(start, start, quote)
        return WrongSign((start, end), f"the quote {quote} is never opened", f"Add the first {quote}.", edits)
    if rest.endswith(other) and len(rest) > 1:
        edits = field.edit(end - 1, end, quote)
    elif "|" not in rest and ":" not in rest:
        edits = field.edit(end, end, quote)
    message = f"the quote {quote} is never closed"
    return WrongSign((markup.start + at, end), message, f"Add the second {quote}.", edits)
