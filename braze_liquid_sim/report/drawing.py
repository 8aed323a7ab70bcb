"""A place in a source as lines for a terminal: the line with a caret below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from braze_liquid_sim.model import Span

WIDTH = 120
"""Characters of a source line that are shown; a longer one is cut around the place."""

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, rare ends of lines, marks that turn the direction of text, and halves of pairs."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "help": "32",
    "bold": "1",
    "dim": "2",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is shown."""

    colour: bool = False
    """Whether the terminal gets escape sequences for colours."""
    width: int = WIDTH
    """Columns that a line of a template may take."""
    statistics: bool = False
    """Whether the text has a row for each code in place of the findings."""

    def paint(self, text: str, style: str) -> str:
        """The text in the colour of a severity, or of a part of a finding."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Look()


def place_lines(span: Span | None, look: Look = PLAIN, style: str = "bold") -> Iterator[str]:
    """File, line and column; the line; carets below the place. Of several lines the first one is shown."""
    if span is None:
        return
    number, column = span.line, span.column
    line = span.source.line(number)
    begin = column - 1
    end = min(begin + max(span.end - span.start, 1), max(len(line), begin + 1))
    before, marked, after = line[:begin], line[begin:end], line[end:]
    before = _cut(before, look.width // 2, at_start=True)
    shown = _cut(marked, look.width // 2)
    after = _cut(after, look.width - width(before) - width(shown)) if shown == marked else ""
    marked = shown
    margin = " " * len(str(number))
    # A tab stays a tab below the line, so that the caret stands under its character.
    indent = "".join("\t" if char == "\t" else " " * width(char) for char in before)
    carets = look.paint("^" * max(width(marked), 1), style)
    yield f"{margin}{look.paint('-->', 'dim')} {clean(span.source.name)}:{number}:{column}"
    yield look.paint(f"{margin} |", "dim")
    yield f"{look.paint(f'{number} |', 'dim')} {clean_line(before + marked + after)}"
    yield f"{look.paint(f'{margin} |', 'dim')} {indent}{carets}"


def clean(text: str) -> str:
    """The text with control characters and marks of direction replaced, so that no template can steer the terminal."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def clean_lines(text: str) -> str:
    """As :func:`clean`, but for the ends of its lines."""
    return "\n".join(map(clean_line, text.split("\n")))


def clean_line(line: str) -> str:
    """A line whose tabs are kept."""
    return "\t".join(clean(part) for part in line.split("\t"))


def width(text: str) -> int:
    """Columns of a terminal: two for wide characters as Hangul, none for combining marks."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _cut(text: str, room: int, *, at_start: bool = False) -> str:
    if len(text) <= room:
        return text
    room = max(room - 1, 0)
    return "…" + text[len(text) - room :] if at_start else text[:room] + "…"
