"""The links of an outcome: those that it prints, and those that are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from braze_liquid_sim.checks.evidence.case import Case, Made, outputs

_PRINTED = re.compile(r"https?://[^\s\"'<>\\]*")
_PARTS = re.compile(
    r"https?://(?P<host>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
_BEHIND = ".,;:!?)]}"
"""What may stand behind a link in a sentence."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where it stands."""

    made: Made
    start: int
    end: int
    asked: bool
    """Whether Braze itself asks it: a webhook's URL, Connected Content."""

    @property
    def text(self) -> str:
        """The link."""
        return self.made.text[self.start : self.end]

    @property
    def what(self) -> str:
        """How a message calls it."""
        return "the URL that is asked" if self.asked else "the link"


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a link must not hang on what a user typed."""

    host: str
    segments: int
    names: tuple[str, ...]
    """Of the parameters."""
    fragment: bool


def links(case: Case) -> Iterator[Link]:
    """Every link, in the order of the fields."""
    if case.file.is_webhook and case.text("url").strip():
        made = case.field("url")
        start = len(made.text) - len(made.text.lstrip())
        yield Link(made, start, start + len(made.text.strip()), asked=True)
    for call in case.calls:
        made_url = case.built(call.url)
        if made_url:
            yield Link(made_url, 0, len(call.url), asked=True)
    yield from printed(case)


def printed(case: Case) -> Iterator[Link]:
    """The links in what is sent."""
    for name, text in case.texts.items():
        if "://" in text and name != "url":
            made = case.field(name)
            for found in _PRINTED.finditer(text):
                yield Link(made, found.start(), _end(made, *found.span()), asked=False)


def shape(link: str) -> Shape:
    """The parts of a link that its author decides on."""
    found = _PARTS.match(link)
    if found is None:
        return Shape("", 0, (), fragment=False)
    pairs = (found["query"] or "?")[1:].split("&")
    names = tuple(pair.partition("=")[0] for pair in pairs)
    return Shape(found["host"], found["path"].count("/"), names, found["fragment"] is not None)


def _end(made: Made, start: int, end: int) -> int:
    """The end of a link, past blanks that a value in it brought; without the stop of the sentence."""
    for stretch, text in outputs(made):
        if start < stretch.start <= end <= stretch.end and text[:1].strip() and any(map(str.isspace, text)):
            return stretch.end if _is_value(text) else end
    return end - len(made.text[start:end]) + len(made.text[start:end].rstrip(_BEHIND))


def _is_value(text: str) -> bool:
    """Whether what an output wrote is one value and no link or sentence of its own."""
    return "://" not in text and "\n\n" not in text
