"""A template's text without what is not for Braze: suppressions and, where asked for, comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from braze_liquid_sim.dialect.lexer import Kind, tokenize
from braze_liquid_sim.dialect.text import TemplateText
from braze_liquid_sim.lint.suppressions import suppressions_of
from braze_liquid_sim.model import Source

COMMENTS = ("liquid", "html")
"""The kinds of comments that can be taken out."""

_TAG = re.compile(r"\{%-?\s*(\w+)")
_SEALED = {"raw": "endraw", "doc": "enddoc"}
_HTML = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\n\v\f\r\0]|<!--(?:(?!-->).)*-->)+", re.DOTALL)
_BLANK_END = re.compile(rf"{_BLANK.pattern}\Z", re.DOTALL)
_BARRIER = "{% comment %}{% endcomment %}"


def stripped(source: Source, comments: Collection[str] = ()) -> str:
    """The body of a file, parameters unfilled, without suppressions and the kinds of ``comments`` that are named."""
    start = source.body_start
    body = Source(source.text[start:], source.name, source.kind)
    cuts = {(one.start - start, one.end - start) for one in suppressions_of(source) if one.start >= start}
    text = without(body.text, cuts.union(liquid_comments(body)) if "liquid" in comments else cuts)
    return _HTML.sub("", text) if "html" in comments else text


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


def without(text: str, comments: Iterable[tuple[int, int]]) -> str:
    """A text without the comments between the offsets; what is rendered stays the same.

    A comment with white space control takes the white space with it that it ate. Where a neighbour's control would
    reach further without it, or its neighbours would begin an HTML comment together, an empty one keeps them apart.
    """
    kept, at = "", 0
    for start, end in sorted(comments):
        if start < at:
            continue  # inside one that is gone
        kept += text[at:start]
        at = end
        if text.startswith("{%-", start):
            kept = _trimmed_end(kept)
        if text.endswith("-%}", start, end):
            hidden, at = _trimmed_start(text, end)
            kept += hidden
        if _would_join(kept, text[at:]):
            kept += _BARRIER
    return kept + text[at:]


def _trimmed_end(text: str) -> str:
    """Without the white space at its end, among HTML comments too, which are not sent."""
    blank = _BLANK_END.search(text)
    return text[: blank.start()] + "".join(_HTML.findall(blank[0])) if blank else text


def _trimmed_start(text: str, at: int) -> tuple[str, int]:
    """The HTML comments among the white space at an offset, and the offset behind it."""
    blank = _BLANK.match(text, at)
    return ("".join(_HTML.findall(blank[0])), blank.end()) if blank else ("", at)


def _would_join(before: str, after: str) -> bool:
    blank_before, blank_after = _BLANK_END.search(before), _BLANK.match(after)
    visible = before[: blank_before.start()] if blank_before else before
    rest = after[blank_after.end() :] if blank_after else after
    eats_on, eats_back = visible.endswith(("-%}", "-}}")), rest.startswith(("{%-", "{{-"))
    if eats_on != eats_back:
        blank = blank_after if eats_on else blank_before
        return bool(blank and _HTML.sub("", blank[0]))
    return before.endswith(("<", "<!", "<!-"))
