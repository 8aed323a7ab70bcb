"""A template's text without what is not for Braze: suppressions and, where asked for, comments.

What is rendered stays the same: a comment with white space control takes the white space with it that it ate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from braze_liquid_sim.dialect.lexer import Kind, tokenize
from braze_liquid_sim.dialect.text import TemplateText
from braze_liquid_sim.lint.suppressions import suppressions_of
from braze_liquid_sim.model import Source

COMMENTS = ("liquid", "html")
"""The kinds of comments that can be taken out."""

_WHITESPACE = " \t\n\v\f\r\0"
_TAG = re.compile(r"\{%-?\s*(\w+)")
_SEALED = {"raw": "endraw", "doc": "enddoc"}
_HTML = re.compile(r"<!--.*?-->", re.DOTALL)


def stripped(source: Source, comments: Collection[str] = ()) -> str:
    """The body of a file, parameters unfilled, without suppressions and the kinds of ``comments`` that are named."""
    start = source.body_start
    body = Source(source.text[start:], source.name, source.kind)
    cuts = [(one.start - start, one.end - start) for one in suppressions_of(source) if one.start >= start]
    if "liquid" in comments:
        cuts += liquid_comments(body)
    cuts = [widened(body.text, *cut) for cut in cuts]
    if "html" in comments:
        cuts += [found.span() for found in _HTML.finditer(body.text)]
    return without(body.text, cuts)


def liquid_comments(source: Source) -> Iterator[tuple[int, int]]:
    """Every ``{% comment %}`` up to its end, as offsets in the text; those inside others and inside ``raw`` are not."""
    template = TemplateText(source)
    depth = begin = 0
    sealed = ""
    for kind, start, end in tokenize(template.text):
        found = _TAG.match(template.text, start, end) if kind is Kind.TAG else None
        name = found[1] if found else ""
        if sealed:
            sealed = "" if name == sealed else sealed
        elif name in _SEALED:
            sealed = _SEALED[name]
        elif name == "comment":
            begin = begin if depth else start
            depth += 1
        elif name == "endcomment" and depth:
            depth -= 1
            if not depth:
                yield template.to_source(begin), template.to_source(end - 1) + 1


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """With the white space that the tags at both ends eat."""
    if text.startswith("{%-", start):
        start = len(text[:start].rstrip(_WHITESPACE))
    if text.endswith("-%}", start, end):
        end = len(text) - len(text[end:].lstrip(_WHITESPACE))
    return start, end


def without(text: str, cuts: list[tuple[int, int]]) -> str:
    """A text without the stretches between the offsets."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(cuts):
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    return "".join(kept)
