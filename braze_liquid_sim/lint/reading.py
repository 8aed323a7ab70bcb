"""Files as lint reads them: front matter that cannot be read is a finding, and the run goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Finding, Source, Span
from braze_liquid_sim.workspace.sources import source_of


def bad_front_matter(source: Source, error: UsageError) -> Finding:
    """The finding for an error that names a line of the file, or none."""
    place = re.match(rf"{re.escape(source.name)}(?::(\d+))?(?::(\d+))?: ", error.message)
    line, column = (int(place[1] or 1), int(place[2] or 1)) if place else (1, 1)
    line = min(line, len(source.line_starts))
    written = source.line(line)
    start = source.line_starts[line - 1]
    span = Span(source, start + min(column - 1, len(written)), start + len(written))
    return Finding("bad-front-matter", error.message[place.end() :] if place else error.message, span, help=error.help)


def read_template(text: str, name: str, kind: str) -> Source | Finding:
    """The template that a file's text is, or what is wrong with its front matter."""
    try:
        return source_of(text, name, kind)
    except UsageError as error:
        return bad_front_matter(Source(text, name, kind), error)


class Readable(Mapping[str, Source]):
    """Content blocks by name; one with bad front matter, which is a finding of its own file, has no text here."""

    def __init__(self, blocks: Mapping[str, Source]) -> None:
        self._blocks = blocks

    def __getitem__(self, name: str) -> Source:
        if name not in self._blocks:
            raise KeyError(name)
        try:
            return self._blocks[name]
        except UsageError:
            return Source("", name, "content_block")

    def __contains__(self, name: object) -> bool:
        return name in self._blocks

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)
