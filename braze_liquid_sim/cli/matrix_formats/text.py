"""A table for people, and who breaks what below it."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary
from braze_liquid_sim.report.drawing import clean, width

_USER, _TEMPLATE, _REST = 24, 24, 60
"""Columns of a terminal; what is longer is cut."""


class Format:
    """One line a row."""

    def begin(self, header: dict[str, Any]) -> str:
        """The heads of the columns."""
        self._template = min(max(map(len, (*header["templates"], "template"))), _TEMPLATE)
        return f"{'user':<{_USER}}  {'template':<{self._template}}  outcome  length  first line, or reason\n"

    def row(self, cell: Cell) -> str:
        """User, template, outcome, length; the first line of what is sent, else the reason and its place."""
        length = "" if cell.length is None else f"{cell.length:,}"
        rest = _cut(cell.text or "", _REST)
        if cell.reason is not None:
            rest = f"{_cut(cell.reason, _REST)}{f' ({clean(cell.place)})' if cell.place else ''}"
        user, template = _padded(cell.user or "nobody", _USER), _padded(cell.template, self._template)
        return f"{user}  {template}  {cell.outcome:<7}  {length:>6}  {rest}".rstrip() + "\n"

    def end(self, summary: Summary) -> str:
        """The summary."""
        return "".join(f"{clean(line)}\n" for line in ("", *summary.lines()))


def _cut(text: str, room: int) -> str:
    """As much of the text as fits into so many columns."""
    text = clean(text)
    if width(text) <= room:
        return text
    while width(text) >= room:
        text = text[:-1]
    return text + "…"


def _padded(text: str, room: int) -> str:
    text = _cut(text, room)
    return text + " " * (room - width(text))
