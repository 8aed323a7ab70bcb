"""A Markdown page taken apart: its sections, the code in fences, the labelled items of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from braze_liquid_sim.importing.jekyll import unwrapped
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.sources import end_of_front_matter

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*")
_ITEM = re.compile(
    r"""
    (?P<indent>[ \t]*) (?:[-*+]|\d+[.)]) [ \t]+
    (?: (?P<bold>\*\*|__) (?P<label>.+?) (?P=bold) [ \t]* :?
      | (?: \[(?P<linked>[^\]]+)\]\(\S*\) | (?P<plain>[^\W\d_][^:`*\[\]{}<>]{0,40}?) ) [ \t]* :(?!//) )
    [ \t]* (?P<value>.*)
    """,
    re.VERBOSE,
)
_MENTION = re.compile(r"\{\{-?\s*content_blocks?\.\$\{([^{}]+)\}")
_DEFINITION = re.compile(r" {0,3}\[([^\]^]+)\]:")
_REFERENCE = re.compile(r"\]\s?\[(\d+)\]")


@dataclass(eq=False)
class Section:
    """A heading and what stands below it up to the next one."""

    title: str
    level: int
    line: int
    parent: Section | None
    prose: list[tuple[int, str]] = field(default_factory=list)
    """The lines outside of fences, each with its number."""

    def chain(self) -> list[Section]:
        """The section and those around it, the innermost first."""
        return [self, *(self.parent.chain() if self.parent else [])]

    @property
    def chapter(self) -> Section:
        """The outermost section around it that is not the page's own title."""
        below = [section for section in self.chain() if section.level > 1]
        return below[-1] if below else self

    @property
    def mentions(self) -> list[str]:
        """The content blocks that its prose names by their tags."""
        return [found[1].strip() for _, line in self.prose for found in _MENTION.finditer(line)]


@dataclass(frozen=True, eq=False)
class Fence:
    """A piece of code; ``line`` is that of its first character."""

    language: str
    text: str
    line: int
    section: Section

    @property
    def has_liquid(self) -> bool:
        """Whether anything in it is Liquid."""
        return "{{" in self.text or "{%" in self.text


@dataclass(frozen=True, slots=True)
class Item:
    """A list item like ``- **Label**: value`` or ``* Label: value``; without a value it is about the items below it."""

    label: str
    value: str
    line: int
    indent: int


class Page:
    """The sections in order, the fences in order; markup of Jekyll's is gone."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sections: list[Section] = [Section("", 0, 1, None)]
        self.fences: list[Fence] = []
        start = end_of_front_matter(source.text)
        self._lines = unwrapped(source.text[start:]).split("\n")
        self._first = source.text.count("\n", 0, start) + 1
        self._read()

    def _read(self) -> None:
        lines = enumerate(self._lines, self._first)
        for number, written in lines:
            line = written.rstrip("\r")
            if opening := _FENCE.match(line):
                self._fence(opening, lines, number)
            elif heading := _HEADING.fullmatch(line):
                self._open(len(heading[1]), heading[2], number)
            else:
                self.sections[-1].prose.append((number, line))

    def _open(self, level: int, title: str, number: int) -> None:
        parent = next((one for one in self.sections[-1].chain() if one.level < level), None)
        self.sections.append(Section(title, level, number, parent))

    def _fence(self, opening: re.Match[str], lines: Iterator[tuple[int, str]], number: int) -> None:
        inside: list[tuple[int, str]] = []
        for at, line in lines:
            if re.fullmatch(rf"[ \t]*{opening['mark'][0]}{{{len(opening['mark'])},}}[ \t]*\r?", line):
                break
            inside.append((at, _without_indent(line.rstrip("\r"), opening["indent"])))
        while inside and not inside[0][1].strip():
            del inside[0]
        while inside and not inside[-1][1].strip():
            del inside[-1]
        words = opening["info"].split()
        text = "\n".join(line for _, line in inside)
        first = inside[0][0] if inside else number
        self.fences.append(Fence(words[0].lower() if words else "", text, first, self.sections[-1]))

    def below(self, section: Section) -> list[Section]:
        """A section and those inside it."""
        return [one for one in self.sections if section in one.chain()]

    def items(self, section: Section) -> list[Item]:
        """The labelled list items of a section and of those inside it."""
        found = []
        for one in self.below(section):
            for number, line in one.prose:
                if item := _ITEM.fullmatch(line):
                    label = item["label"] or item["linked"] or item["plain"]
                    found.append(Item(label.rstrip(": "), _plain(item["value"]), number, len(item["indent"])))
        return found

    def unresolved(self) -> Iterator[tuple[int, str]]:
        """The line of every reference ``[text][n]`` that nothing defines, and of each gap in links that are counted."""
        prose = [line for section in self.sections for line in section.prose]
        defined = {found[1] for _, line in prose if (found := _DEFINITION.match(line))}
        for number, line in prose:
            for found in _REFERENCE.finditer(line):
                if found[1] not in defined:
                    yield number, f"no link [{found[1]}] is defined on the page"
        yield from _gaps(prose)


def _gaps(prose: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    counted = [(number, int(found[1])) for number, line in prose
               if (found := _DEFINITION.match(line)) and found[1].isdecimal()]  # fmt: skip
    known = {count for _, count in counted}
    for number, count in counted:
        if count > 1 and count - 1 not in known:
            yield number, f"the links of the page jump over [{count - 1}]"


def _without_indent(line: str, indent: str) -> str:
    at = 0
    while at < len(indent) and line[at : at + 1] in (" ", "\t"):
        at += 1
    return line[at:]


def _plain(value: str) -> str:
    """The value of an item without the marks of code and the line breaks of HTML."""
    return re.sub(r"<br\s*/?>", "", value).replace("`", "").strip()
