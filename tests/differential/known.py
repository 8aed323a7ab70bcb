"""Every class of difference from Ruby that is wanted or accepted, with its reason and the cases that it covers.

A class says as narrowly as it can which cases it covers: what it covers is not looked at any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.differential.case import Case
from tests.differential.oracle import Answer

FOREVER = (99,)
NEWEST = (5, 13)
"""The Liquid whose behaviour this package follows."""


@dataclass(frozen=True)
class Difference:
    """A class of differences; ``until`` is the first Ruby Liquid that no longer shows it."""

    name: str
    reason: str
    covers: Callable[[Case, Answer, Answer], bool]
    until: tuple[int, ...] = FOREVER


def in_template(pattern: str) -> Callable[[Case, Answer, Answer], bool]:
    """Cases whose template, or one of its partials, has a match."""
    compiled = re.compile(pattern, re.DOTALL)
    return lambda case, ruby, ours: any(compiled.search(text) for text in (case.template, *case.partials.values()))


def refused(pattern: str) -> Callable[[Case, Answer, Answer], bool]:
    """Cases that Ruby refuses with a message that matches, while we render them."""
    compiled = re.compile(pattern)
    return lambda case, ruby, ours: ruby.kind == "syntax" and ours.kind == "text" and bool(compiled.search(ruby.text))


def lineless(answer: Answer) -> Answer:
    """The answer without the line numbers of its errors."""
    return Answer(answer.kind, re.sub(r"Liquid( syntax)? error \(line \d+\)", "Liquid error", answer.text))


def unquoted(answer: Answer) -> Answer:
    """The answer without the markup that its syntax errors quote."""
    return Answer(answer.kind, re.sub(r"(Liquid syntax error[^\n]*?) in \".*\"", r"\1", answer.text, flags=re.DOTALL))


def both(*tests: Callable[[Case, Answer, Answer], bool]) -> Callable[[Case, Answer, Answer], bool]:
    """Cases that pass every test."""
    return lambda case, ruby, ours: all(test(case, ruby, ours) for test in tests)


CLASSES: tuple[Difference, ...] = (
    Difference(
        "three braces",
        "{{{ is a mistake in Braze, and is refused with its place",
        both(in_template(r"\{\{\{"), lambda case, ruby, ours: "Unexpected character {" in ours.text),
    ),
    Difference(
        "Braze's own syntax",
        "${…} and {{…}} inside a tag mean something in Braze",
        in_template(r"\$\{|\{%[^%]*\{\{"),
    ),
    Difference(
        "bytes that are no UTF-8",
        "Ruby counts such bytes one by one and fails where they meet other text; ours keeps them as lone surrogates",
        lambda case, ruby, ours: (
            re.search("[\udc80-\udcff]", ours.text) is not None
            or re.search(r"(base64\w*_decode|url_decode)[^|%}]*\|", case.template) is not None
        ),
    ),
    Difference(
        "case after an interrupt",
        "Ruby goes on to the next branch that fits after a break or continue, and prints the start of it",
        both(in_template(r"\bcase\b"), in_template(r"\b(break|continue)\b")),
    ),
    Difference(
        "include after an interrupt",
        "Ruby goes on to the next item of `include … for` after a break or continue, and prints the start of it",
        both(
            in_template(r"\binclude\s+\S+\s+(for|with)\b"),
            lambda case, ruby, ours: any(re.search("break|continue", text) for text in case.partials.values()),
        ),
    ),
    Difference(
        "strict2 in warn mode",
        "5.12 and later try their strict2 grammar first in warn mode, which keeps nil in a cycle, for example",
        both(lambda case, ruby, ours: case.mode == "warn", in_template(r"\b(cycle|tablerow|case)\b")),
    ),
    Difference(
        "markup in the words of a refusal",
        "newer Liquids quote the markup of the whole tag in strict mode; in a partial the message is part of the text",
        lambda case, ruby, ours: case.mode == "strict" and unquoted(ruby) == unquoted(ours),
    ),
    Difference(
        "control characters in ASCII",
        "Ruby shows a control character as x7F in a text that began as a number, as u007F in others",
        lambda case, ruby, ours: ruby.text.replace("\\x", "\\u00") == ours.text.replace("\\x", "\\u00"),
    ),
    Difference(
        "line after a liquid tag",
        "Ruby counts one line too many, or too few, for what follows a liquid tag",
        both(in_template(r"\{%-?\s*liquid"), lambda case, ruby, ours: lineless(ruby) == lineless(ours)),
    ),
    Difference(
        "time against text",
        "ActiveSupport orders a time and a text that DateTime can read; Braze says that the two cannot be compared",
        lambda case, ruby, ours: (
            re.search("comparison of (Time with String|String with Time) failed", ours.text) is not None
        ),
    ),
    Difference(
        "doc tag",
        "the doc tag came with 5.8",
        in_template(r"\{%-?\s*doc\b"),
        NEWEST,
    ),
    Difference(
        "raw with a dash at its end",
        "before 5.5 {%- endraw does not end a raw block",
        in_template(r"\{%-\s*endraw"),
        NEWEST,
    ),
    Difference(
        "raw with a dash at its start",
        "before 5.5 the dash of {% raw -%} trims what follows an empty block",
        in_template(r"\{%-?\s*raw\s*-%\}"),
        NEWEST,
    ),
    Difference(
        "endraw behind an open output",
        "before 5.5 an unclosed output in a raw block swallows its end",
        in_template(r"\{\{[^}]*\{%-?\s*endraw"),
        NEWEST,
    ),
    Difference(
        "endraw with a dash behind it",
        "before 5.5 the body of a raw block with a dash behind it is printed otherwise",
        in_template(r"\bendraw\s*-%\}"),
        NEWEST,
    ),
    Difference(
        "comment bodies",
        "before 5.5 the body of a comment is parsed; now it is skipped",
        in_template(r"\{%-?\s*comment\b"),
        NEWEST,
    ),
    Difference(
        "comma before the first option of a loop",
        "before 5.5 the strict grammar refuses `for i in a, limit: 1`",
        both(lambda case, ruby, ours: case.mode == "strict", in_template(r"\bfor\s[^%]*?,")),
        NEWEST,
    ),
    Difference(
        "tablerow columns",
        "before 5.9 col_last is never true without cols",
        in_template(r"\bcol_last\b"),
        NEWEST,
    ),
    Difference(
        "tablerow options",
        "before 5.9 an option of tablerow that is no integer is an internal error",
        both(in_template(r"\btablerow\b"), lambda case, ruby, ours: "internal" in ruby.text),
        NEWEST,
    ),
    Difference(
        "interrupt in a tablerow",
        "before 5.5 break and continue in a tablerow also end what is around it",
        both(in_template(r"\btablerow\b"), in_template(r"\b(break|continue)\b")),
        NEWEST,
    ),
    Difference(
        "words for a tag without a name",
        "before 5.5 Ruby calls {%%} unterminated; in a partial its message is part of the text",
        lambda case, ruby, ours: "properly terminated" in ruby.text and "Unknown tag '{%" in ours.text,
        NEWEST,
    ),
    Difference(
        "huge number of words",
        "before 5.5 truncatewords has a limit",
        lambda case, ruby, ours: "too big for truncatewords" in ruby.text,
        NEWEST,
    ),
    Difference(
        "empty brackets",
        "before 5.5 `v[]` is `v`; now it is nothing",
        in_template(r"\[\s*\]"),
        NEWEST,
    ),
    Difference(
        "cycle with an empty name",
        "before 5.5 an empty name is none",
        in_template(r"""\bcycle\s*(''|"")"""),
        NEWEST,
    ),
    Difference(
        "order of what has no key",
        "before 5.5 sort_natural leaves no order among items that lack the property",
        in_template(r"\bsort_natural\s*:"),
        NEWEST,
    ),
    Difference(
        "index beyond 64 bits",
        "before 5.5 slice fails where an index does not fit into 64 bits",
        lambda case, ruby, ours: "internal" in ruby.text and "slice" in case.template,
        NEWEST,
    ),
    Difference(
        "include without a name",
        "before 5.5 any value is a name of a partial",
        lambda case, ruby, ours: "Illegal template name" in ours.text,
        NEWEST,
    ),
    Difference(
        "self",
        "5.13 knows a variable `self` that stands for all variables; Braze has no such thing",
        in_template(r"\bself\b"),
    ),
)
