"""Comments in a template that silence findings: ``braze-liquid: disable-next-line CODE — why``.

The comment is Liquid's, or one of YAML in the front matter. ``disable-file`` is for the whole file. A code may also be
a topic. What may be wrong in a comment is told by the rules ``unused-suppression`` and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.workspace.sources import end_of_front_matter

NEXT_LINE, FILE = "disable-next-line", "disable-file"
MARK = "braze-liquid:"

_LIQUID = re.compile(
    r"\{%-?\s*(?:comment\s*-?%\}(?P<block>(?:(?!\{%).)*)\{%-?\s*endcomment|\#(?P<inline>[^%]*?))\s*-?%\}", re.DOTALL
)
_YAML = re.compile(r"(?:^|(?<=\s))#(?P<yaml>[^\r\n]*)", re.MULTILINE)
_NAME = r"[A-Za-z]\w*(?:-\w+)*"
_CODE = re.compile(_NAME)
_ORDER = re.compile(
    rf"\s*braze-liquid:\s*(?P<verb>[\w-]*)\s*(?P<codes>(?:{_NAME}(?:\s*,\s*{_NAME})*)?)\s*(?:[:—–]|--?)?(?P<reason>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A code or a topic in a comment, and where."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment; offsets are those of the file's whole text."""

    start: int
    end: int
    verb: str
    """``disable-next-line`` or ``disable-file``; anything else silences nothing."""
    codes: tuple[Named, ...]
    reason: str
    line: int
    """The line whose findings it silences, where it is for the next one: that of other such comments is passed over."""
    plain: bool = False
    """Whether nothing that is rendered changes where it is taken out."""

    def silences(self, finding: Finding, topic: str) -> Named | None:
        """What of it fits a finding of its file; None where nothing does."""
        if not self.reaches(finding):
            return None
        return next((named for named in self.codes if named.name in (finding.code, topic)), None)

    def reaches(self, finding: Finding) -> bool:
        """Whether a finding of its file stands where it silences any."""
        return self.verb == FILE or (self.verb == NEXT_LINE and finding.line == self.line)


def suppressions_of(source: Source) -> list[Suppression]:
    """The comments of a file, in the order of its text."""
    text = source.text
    if MARK not in text:
        return []
    found = [*_YAML.finditer(text, 0, end_of_front_matter(text)), *_LIQUID.finditer(text)]
    orders = [(match, order) for match in found if (order := _order(match))]
    alone = _own_lines(source, [match for match, _ in orders])
    return [_suppression(source, match, order, alone) for match, order in orders]


def _order(match: re.Match[str]) -> re.Match[str] | None:
    """What a comment orders; None for any other comment."""
    group = str(match.lastgroup)
    return _ORDER.match(match.string, *match.span(group))


def _suppression(source: Source, match: re.Match[str], order: re.Match[str], alone: Collection[int]) -> Suppression:
    line, _ = source.position(match.end() - 1)
    line += 1
    while line in alone:
        line += 1
    begin = order.start("codes")
    codes = tuple(Named(one[0], begin + one.start(), begin + one.end()) for one in _CODE.finditer(order["codes"]))
    plain = match.lastgroup != "yaml" and "{%-" not in match[0] and "-%}" not in match[0]
    return Suppression(match.start(), match.end(), order["verb"], codes, order["reason"].strip(), line, plain)


def _own_lines(source: Source, comments: Iterable[re.Match[str]]) -> set[int]:
    """The lines with nothing on them but such a comment."""
    lines = set()
    for comment in comments:
        line, _ = source.position(comment.start())
        if source.line(line).strip() == comment[0].strip():
            lines.add(line)
    return lines


def audible(
    findings: Iterable[Finding], topics: Mapping[str, str], suppressions: Mapping[str, list[Suppression]] | None = None
) -> Iterator[Finding]:
    """The findings that no comment in their own file silences; ``topics`` has the topic of each code.

    ``suppressions`` are those of files by name, where they are known already.
    """
    known = dict(suppressions or {})
    for finding in findings:
        if finding.span is None:
            yield finding
            continue
        source = finding.span.source
        if source.name not in known:
            known[source.name] = suppressions_of(source)
        topic = topics.get(finding.code, "")
        if not any(suppression.silences(finding, topic) for suppression in known[source.name]):
            yield finding


def stale(
    suppression: Suppression, findings: Collection[Finding], topics: Mapping[str, str], judged: Collection[str]
) -> list[Named]:
    """Which of its names that are in ``judged`` silence none of the findings of its file."""
    silenced: set[str] = set()
    for finding in filter(suppression.reaches, findings):
        silenced |= {finding.code, topics.get(finding.code, "")}
    return [named for named in suppression.codes if named.name in judged and named.name not in silenced]
