"""An operator is of another language, or stands where there are none.

Conditions know ``==``, ``!=``, ``<``, ``>``, ``<=``, ``>=``, ``contains``, ``and`` and ``or``. Any other is a syntax
error where Liquid is read strictly; read loosely it prints ``Liquid error: Unknown operator``, or the rest of the
condition is dropped and the wrong branch is sent. Outputs and ``assign`` know no operators at all.

Example:
    {% if ${language} = 'en' && ${country} == 'US' %}Hi{% endif %}

Instead:
    {% if ${language} == 'en' and ${country} == 'US' %}Hi{% endif %}

Source: Braze: operators, using Liquid (where operators and filters are allowed); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.markups import CONDITIONS, VALUES, Markup
from braze_liquid_sim.lint.facts.structure import begins_as_tag
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_KNOWN = {"==", "!=", "<", ">", "<=", ">=", "|"}
_MEANT = {
    "=": "==", "===": "==", "!==": "!=", "=!": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "~=": "==",
    "&&": "and", "&": "and", "||": "or", "&amp;&amp;": "and", "&amp;": "and",
    "&gt;": ">", "&lt;": "<", "&gt;=": ">=", "&lt;=": "<=",
    "is": "==", "eq": "==", "equals": "==", "is not": "!=", "isnt": "!=", "ne": "!=", "neq": "!=",
    "gt": ">", "lt": "<", "gte": ">=", "lte": "<=", "like": "contains", "includes": "contains",
}  # fmt: skip
_SYMBOL = re.compile(r"=\s+=(?!=)|&amp;&amp;|&amp;|&[gl]t;=?|~=|(?:[=!<>|]|&(?!#?\w+;))+")
_WORD = re.compile(
    r"(?<![\w.\-$])(not(?:\s+contains)?|(?<=\S\s)(?:is\s+not|isnt|is|equals|eq|neq|ne|gte|gt|lte|lt|like|includes|in|starts_?with|ends_?with|matches))(?=\s+\S)"
)
_BEFORE = re.compile(r"(?:\b(?:and|or|contains)|[=<>!&|(]|^)\s*\Z")
_IN_VALUE = re.compile(
    r"\|\||&&|\?\?|[=!<>]=|(?<=\s)(?:and|or|contains)(?=\s+\S)|[+*]|(?<!<)/(?!>)|(?<=\s)[-%<>](?=\s)"
)
_COMPARES = re.compile(r"[=!<>]+|(?<=\s)(?:contains|and)(?=\s)")
_BEHIND = re.compile(r"\s*([a-z_]+)(?![\w.\-\[])", re.ASCII)
_VALUE_BEHIND = re.compile(r"\s*(?:['\"\d]|\ufdd0)")


def find(field: Field) -> Iterator[Found]:
    """Every operator that conditions do not know, and every one outside a condition."""
    for markup in field.markups:
        if markup.tag in CONDITIONS:
            yield from _in_condition(field, markup)
        elif markup.tag in ("case", "when") and (sign := _COMPARES.search(markup.bare)):
            message = f"{{% {markup.tag} %}} compares by itself: it takes no {sign[0]}"
            yield field.found(
                markup.place(*sign.span()), message, "Write {% case value %}{% when 'a', 'b' %}, or use if."
            )
        elif markup.tag in VALUES:
            yield from _in_value(field, markup)


def _in_condition(field: Field, markup: Markup) -> Iterator[Found]:
    bare = markup.bare
    for operator in _SYMBOL.finditer(bare):
        if operator[0] not in _KNOWN:
            yield _found(field, markup, operator)
    for operator in _WORD.finditer(bare):
        if operator[1].startswith("not") or not _BEFORE.search(bare, 0, operator.start()):
            yield _found(field, markup, operator)


def _found(field: Field, markup: Markup, operator: re.Match[str]) -> Found:
    place = markup.place(*operator.span())
    written = " ".join(operator[0].split())
    if written == "= =":
        return field.found(place, "an operator with a blank in it: = =", "Write ==.", edits=field.edit(*place, "=="))
    meant = _MEANT.get(written)
    if meant is None:
        return field.found(place, f"conditions have no operator {written}", _without(written))
    spaced = meant if operator[0].isalpha() else _spaced(markup.text, operator, meant)
    return field.found(
        place, f"conditions have no operator {written}", f"Write {meant}.", edits=field.edit(*place, spaced)
    )


def _spaced(text: str, operator: re.Match[str], meant: str) -> str:
    """With the blanks round it that loose reading needs."""
    before = "" if text[: operator.start()][-1:].isspace() else " "
    behind = "" if text[operator.end() :][:1].isspace() else " "
    return f"{before}{meant}{behind}"


def _without(written: str) -> str:
    if written == "not contains":
        return "Write {% unless a contains b %}."
    if written in ("not", "!"):
        return "Write {% unless … %}, or compare with != or with == false."
    if written == "in":
        return "Ask the other way round: list contains value."
    return "The operators are ==, !=, <, >, <=, >=, contains, and, or."


def _in_value(field: Field, markup: Markup) -> Iterator[Found]:
    bare = markup.bare
    start = 0
    if markup.tag == "assign":
        start = bare.find("=") + 1
        if not start:
            return
        if bare.startswith("=", start):
            place = markup.place(start, start + 1)
            yield field.found(place, "assign has one =", "Write a single =.", edits=field.edit(*place, ""))
            return
    operator = _IN_VALUE.search(bare, start)
    if operator and not (markup.tag == "" and begins_as_tag(markup)):
        yield _found_in_value(field, markup, operator)


def _found_in_value(field: Field, markup: Markup, operator: re.Match[str]) -> Found:
    place = markup.place(*operator.span())
    written = operator[0]
    where = f"{{% {markup.tag} %}}" if markup.tag else "an output"
    message = f"{where} has no operator {written}"
    if written in ("||", "??", "or"):
        name = _BEHIND.match(markup.bare, operator.end())
        if written == "||" and name:
            return field.found(place, message, f"One | goes before {name[1]}.", edits=field.edit(*place, "|"))
        edits: tuple[Edit, ...] = ()
        if _VALUE_BEHIND.match(markup.bare, operator.end()):
            edits = field.edit(*place, _spaced(markup.text, operator, "| default:"))
        help = "For a value in place of a missing one write | default: 'value'."
        return field.found(place, message, help, edits=edits)
    if written in "+-*/%":
        help = "Calculate with the filters plus, minus, times, divided_by and modulo."
    else:
        help = "Compare in {% if %}, and print or assign in its branches."
    return field.found(place, message, help)
