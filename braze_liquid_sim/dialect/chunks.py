"""Free markup (``url :option value``) into chunks: split at white space that stands in nothing."""

from __future__ import annotations

import re

from braze_liquid_sim.dialect.lexer import output_at
from braze_liquid_sim.dialect.text import BRACED_NAME

_BLANK = " \t\n\v\f\r"
"""What splits: no-break spaces, which come with pasted URLs, do not."""
_MARK = re.compile(r"""[ \t\n\v\f\r{}\[\]"'$]""")
_STRING = {'"': re.compile(r'["\\]|\{\{'), "'": re.compile(r"['\\]|\{\{")}


def chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The chunks between two offsets, as offsets.

    White space inside ``{{ }}``, ``${ }``, brackets and quotes splits nothing. A quote counts only where a chunk begins
    and inside brackets, since an apostrophe of a URL is none; a bracket or a quote that nothing closes is plain text.
    """
    return [(start + first, start + last) for first, last in _Splitter(text[start:end]).split()]


class _Splitter:
    """One pass for the brackets, one for the chunks; what is found to be never closed is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.never_closed: dict[str, int] = {}
        """The first place from which a mark is known to be closed nowhere."""
        self.closing: dict[int, int] = {}
        """Each bracket that is closed, to the one that closes it."""
        self._match_brackets()

    def split(self) -> list[tuple[int, int]]:
        text, length = self.text, len(self.text)
        found: list[tuple[int, int]] = []
        at = 0
        while at < length:
            if text[at] in _BLANK:
                at += 1
                continue
            begun = at
            at = self._behind(at, quotes=True)
            while at < length and text[at] not in _BLANK:
                mark = _MARK.search(text, at)
                if mark and mark.start() == at:
                    at = self._behind(at, quotes=False)
                else:
                    at = mark.start() if mark else length
            found.append((begun, at))
        return found

    def _match_brackets(self) -> None:
        opened: list[int] = []
        at = 0
        while mark := _MARK.search(self.text, at):
            at = mark.start()
            character = mark[0]
            if character in "}]":
                if opened and self.text[opened[-1]] == ("{" if character == "}" else "["):
                    self.closing[opened.pop()] = at
                at += 1
            elif character in "{[" and not self._output(at):
                opened.append(at)
                at += 1
            else:
                at = self._behind(at, quotes=bool(opened))

    def _behind(self, at: int, *, quotes: bool) -> int:
        """The offset behind what begins here: an output, a name, a bracket's inside, a quoted text, or a character."""
        character = self.text[at]
        if character == "$" and (name := BRACED_NAME.match(self.text, at)):
            return name.end()
        if character in "{[":
            return self._output(at) or self.closing.get(at, at) + 1
        return (self._behind_string(at) if quotes and character in _STRING else 0) or at + 1

    def _output(self, at: int) -> int:
        """The offset behind the output that begins here; 0 where none does."""
        if not self.text.startswith("{{", at) or at >= self.never_closed.get("{{", len(self.text)):
            return 0
        behind = output_at(self.text, at).end
        if behind > at + 2:
            return behind
        self.never_closed["{{"] = at
        return 0

    def _behind_string(self, at: int) -> int:
        """The offset behind a quoted text; 0 where it has no end. An output in it may have quotes of its own."""
        quote = self.text[at]
        inside = at + 1
        if at >= self.never_closed.get(quote, len(self.text)):
            return 0
        while mark := _STRING[quote].search(self.text, inside):
            if mark[0] == quote:
                return mark.end()
            inside = mark.end() + 1 if mark[0] == "\\" else self._output(mark.start()) or mark.end()
        self.never_closed[quote] = at
        return 0
