"""Outcomes and findings as lines for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from braze_liquid_sim.model import Aborted, Failed, Finding, Outcome, Sent, Span

WIDTH = 120
"""Characters of a source line that are shown; a longer one is cut around the place."""

_NEXT_STEP = "Mend the template at that place and render again."


def outcome_lines(outcome: Outcome) -> Iterator[str]:
    """What stderr says about an outcome; nothing for a text that is sent as it should be."""
    if isinstance(outcome, Failed):
        for finding in outcome.findings:
            yield from finding_lines(finding)
        return
    for error in outcome.errors:
        yield f"note: the text holds an error of Liquid: {clean(error.message)}"
        yield from _place_lines(error.span)
    if isinstance(outcome, Sent):
        for warning in outcome.warnings:
            yield from finding_lines(warning)
    elif isinstance(outcome, Aborted):
        yield f"aborted, nothing is sent: {clean(outcome.reason)}"
        yield from _place_lines(outcome.span)


def finding_lines(finding: Finding) -> Iterator[str]:
    """The message, the line with a caret below it, and the next step."""
    yield f"{finding.severity.value}[{finding.code}]: {clean(finding.message)}"
    yield from _place_lines(finding.span)
    yield f"  help: {clean(finding.help or _NEXT_STEP)}"


def clean(text: str) -> str:
    """The text with control characters replaced, so that no template can steer the terminal."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) == "Cc" else char for char in text)


def _place_lines(span: Span | None) -> Iterator[str]:
    if span is None:
        return
    number, column = span.line, span.column
    line = span.source.line(number)
    begin = column - 1
    end = min(begin + max(span.end - span.start, 1), max(len(line), begin + 1))
    before, marked, after = line[:begin], line[begin:end], line[end:]
    before = _cut(before, WIDTH // 2, at_start=True)
    marked = _cut(marked, WIDTH // 2)
    after = _cut(after, WIDTH - width(before) - width(marked))
    margin = " " * len(str(number))
    # A tab stays a tab below the line, so that the caret stands under its character.
    indent = "".join("\t" if char == "\t" else " " * width(char) for char in before)
    yield f"{margin}--> {clean(span.source.name)}:{number}:{column}"
    yield f"{margin} |"
    yield f"{number} | {_clean_line(before + marked + after)}"
    yield f"{margin} | {indent}{'^' * max(width(marked), 1)}"


def _cut(text: str, room: int, *, at_start: bool = False) -> str:
    if len(text) <= room:
        return text
    room = max(room - 1, 0)
    return "…" + text[len(text) - room :] if at_start else text[:room] + "…"


def _clean_line(line: str) -> str:
    return "\t".join(clean(part) for part in line.split("\t"))


def width(text: str) -> int:
    """Columns of a terminal: two for wide characters as Hangul, none for combining marks."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
