"""A stretch of masked markup that knows where it stands in the template."""

from __future__ import annotations

from braze_liquid_sim.dialect.text import TemplateText

_WHITESPACE = " \t\n\v\f\r\0"


class Markup:
    """Text inside a tag as Ruby's grammar reads it, with the offset of its first character."""

    __slots__ = ("start", "template", "text")

    def __init__(self, text: str, start: int, template: TemplateText) -> None:
        self.text = text
        self.start = start
        self.template = template

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def written(self) -> str:
        """The same stretch as the author wrote it."""
        return self.template.text[self.start : self.end]

    def sub(self, start: int, end: int) -> Markup:
        """A part of it, by indices into ``text``."""
        return Markup(self.text[start:end], self.start + start, self.template)

    def strip(self) -> Markup:
        """Without Ruby's white space at both ends."""
        text = self.text.lstrip(_WHITESPACE)
        start = self.start + len(self.text) - len(text)
        return Markup(text.rstrip(_WHITESPACE), start, self.template)

    def braced_name(self, start: int, end: int) -> str:
        """The name that the masked word between two indices of ``text`` stands for."""
        return self.template.name(self.start + start, self.start + end)
