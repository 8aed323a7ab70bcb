"""Liquid reads a tag in another way than it looks.

Ruby has a strict grammar and a loose one. What the strict one refuses, the loose one drops without a word: the filter
behind a missing ``|``, the value behind a missing ``:``, a condition behind ``else``. Braze does not say which of them
it uses: the message is either refused, or sent without the part.

Example:
    Hi {{ ${first_name} | default 'there' }}

Instead:
    Hi {{ ${first_name} | default: 'there' }}

Source: measured with Ruby Liquid 5.13 in its three modes
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.errors import LiquidSyntaxError
from braze_liquid_sim.lint.facts.markups import CONDITIONS, FILLER, LIQUID, Markup
from braze_liquid_sim.lint.facts.signs import wrong_sign
from braze_liquid_sim.lint.facts.structure import runs_on
from braze_liquid_sim.lint.facts.told import is_told, untold
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_ELSE_IF = re.compile(r"else\s+if\b|else(?=\s)", re.ASCII)
_QUOTED = re.compile(r' in "(?:[^"]|"(?!$))*"$', re.DOTALL)
_REASON = re.compile(r"\(\s*['\"]")
_HELP = {
    **dict.fromkeys(
        CONDITIONS, "A condition is a value, or two with ==, !=, <, >, <=, >= or contains between; and, or."
    ),
    "for": "Write {% for item in list reversed limit: 2 offset: 1 %}; a range is (1..5).",
}
_URL = re.compile(r"(['\"])[^'\"\s]*\1")
_VALUE = r"(?:'[^']*'|\"[^\"]*\"|[^\s,|'\"]+)"
_WHEN = re.compile(rf"\s*{_VALUE}(?:(?:\s+or\s+|\s*,\s*){_VALUE})*\s*(.*?)\s*\Z", re.DOTALL)
_NAME = re.compile(r"\s*['\"]?[\w.\-\[\]()]*['\"]?\s*", re.ASCII)


def find(field: Field) -> Iterator[Found]:
    """Every warning of the strict grammar that no other rule explains, and what both grammars drop."""
    broken = [error.start for error in field.parsed.errors]
    for problem in untold(field, field.parsed.warnings):
        markup = _markup_at(field, problem)
        if markup is None or not (runs_on(markup) or any(markup.outer[0] <= at < markup.outer[1] for at in broken)):
            yield _found(field, problem, markup)
    for markup in field.markups:
        dropped = _dropped(field, markup)
        if dropped and not is_told(field, *markup.outer):
            yield dropped
    if field.text.count("else") > 1 and not field.parsed.errors:
        yield from _behind_else(field)


def _markup_at(field: Field, problem: LiquidSyntaxError) -> Markup | None:
    """The innermost markup that a problem stands in."""
    around = [one for one in field.markups if one.outer[0] <= problem.start < one.outer[1] and one.tag in LIQUID]
    return min(around, key=lambda one: one.outer[1] - one.outer[0], default=None)


def _found(field: Field, problem: LiquidSyntaxError, markup: Markup | None) -> Found:
    sign = wrong_sign(field, markup) if markup else None
    if sign:
        return field.found(sign.place, sign.message, sign.help, edits=sign.edits, severity=Severity.ERROR)
    place = (problem.start, problem.end)
    if markup and problem.message.startswith("Expected end_of_string"):
        word = field.written(*place)
        help = _HELP.get(markup.tag, problem.help)
        return field.found(place, f"{word} does not belong here: it is dropped, and what follows it", help)
    return field.found(place, _QUOTED.sub("", problem.message), problem.help or "Correct the tag.")


def _dropped(field: Field, markup: Markup) -> Found | None:
    """What no grammar of Ruby's minds, and no author wants: ``else if``, a name of two words."""
    return next((found for look in _LOOKS if (found := look(field, markup))), None)


def _condition_of_else(field: Field, markup: Markup) -> Found | None:
    if markup.tag != "else" or not markup.text.strip():
        return None
    start = field.text.index("else", markup.outer[0])
    written = _ELSE_IF.match(field.text, start)
    edits = field.edit(*written.span(), "elsif") if written else ()
    condition = field.written(markup.start, markup.end).strip()
    message = f"else takes no condition: {condition[:60]} is not asked"
    return field.found(markup.outer, message, "Write elsif.", edits=edits, severity=Severity.ERROR)


def _open_quote(field: Field, markup: Markup) -> Found | None:
    if markup.unclosed is None or not (markup.tag in ("case", "when") or _REASON.match(markup.text)):
        return None
    sign = wrong_sign(field, markup)
    return field.found(sign.place, sign.message, sign.help) if sign else None


def _rest_of_when(field: Field, markup: Markup) -> Found | None:
    more = _WHEN.match(markup.bare) if markup.tag == "when" else None
    if more is None or not more[1]:
        return None
    place = markup.place(more.start(1), len(markup.bare.rstrip()))
    message = f"{field.written(*place)} is dropped: a comma or an or stands between the values of when"
    return field.found(place, message, "Write {% when 'a', 'b' %}.", severity=Severity.ERROR)


def _assigned_nothing(field: Field, markup: Markup) -> Found | None:
    if markup.tag != "assign" or not markup.text.rstrip().endswith("="):
        return None
    return field.found(markup.outer, "assign sets nothing", "Write the value behind the =.", severity=Severity.ERROR)


def _quoted_url(field: Field, markup: Markup) -> Found | None:
    if markup.tag != "connected_content" or markup.text.lstrip()[:1] not in ("'", '"'):
        return None
    start = markup.end - len(markup.text.lstrip())
    quoted = _URL.match(field.text, start)
    end = quoted.end() if quoted else start + 1
    edits = field.edit(start, start + 1, "") + field.edit(end - 1, end, "") if quoted else ()
    return field.found((start, end), "the URL of a call stands in quotes", "Write it without them.", edits=edits)


def _name_of_two_words(field: Field, markup: Markup) -> Found | None:
    if markup.tag == "assign" and "=" in markup.bare:
        name = plain = markup.bare.partition("=")[0]
    elif markup.tag == "capture":
        name = markup.bare
        plain = name.replace(FILLER, "x") if "=" in name else name
    else:
        return None
    if not plain.isascii() or _NAME.fullmatch(name):
        return None
    place = markup.place(len(name) - len(name.lstrip()), len(name.rstrip()))
    message = f"{field.written(*place)} is no name: a name is one word"
    return field.found(place, message, "Use letters, digits and _.", severity=Severity.ERROR)


_LOOKS = (_condition_of_else, _open_quote, _rest_of_when, _assigned_nothing, _quoted_url, _name_of_two_words)


def _behind_else(field: Field) -> Iterator[Found]:
    """Branches that nobody reaches, because an ``else`` before them takes everybody."""
    open_blocks: list[tuple[str, bool]] = []
    for markup in sorted(field.markups, key=lambda one: one.outer):
        if markup.tag in ("if", "unless", "case", "for", "tablerow"):
            open_blocks.append((markup.tag, False))
        elif markup.tag.startswith("end") and open_blocks and markup.tag == f"end{open_blocks[-1][0]}":
            open_blocks.pop()
        elif markup.tag in ("else", "elsif") and open_blocks and open_blocks[-1][0] in ("if", "unless"):
            block, closed = open_blocks[-1]
            if closed and not is_told(field, *markup.outer):
                message = f"nobody gets to this {markup.tag}: the else before it takes all that are left"
                yield field.found(markup.outer, message, "Put else last, once.", severity=Severity.ERROR)
            open_blocks[-1] = (block, closed or markup.tag == "else")
