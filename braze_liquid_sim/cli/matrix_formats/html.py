"""A page that stands alone: the table, and who breaks what below it."""

from __future__ import annotations

from html import escape
from typing import Any

from braze_liquid_sim.matrix.cell import Cell
from braze_liquid_sim.matrix.summary import Summary
from braze_liquid_sim.report.drawing import clean_lines

_STYLE = """\
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em }
table { border-collapse: collapse } th, td { padding: .2em .8em; border-bottom: 1px solid #ddd; text-align: left }
td.length { text-align: right } tr.aborted td { color: #777 } tr.failed td, tr.errors td { background: #fdd }
"""


class Format:
    """One table row a cell."""

    def begin(self, header: dict[str, Any]) -> str:
        """The page's head and the table's."""
        heads = "".join(
            f"<th>{head}</th>" for head in ("User", "Template", "Outcome", "Length", "First line, or reason")
        )
        return (
            '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>braze-liquid matrix</title>\n'
            f"<style>\n{_STYLE}</style>\n<h1>Templates and users</h1>\n<p>As of {escape(header['now'])}.</p>\n"
            f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        )

    def row(self, cell: Cell) -> str:
        """A row, coloured where something is wrong."""
        length = "" if cell.length is None else f"{cell.length:,}"
        rest = cell.text or ""
        if cell.reason is not None:
            rest = f"{cell.reason}{f' ({cell.place})' if cell.place else ''}"
        kind = "errors" if cell.errors and cell.outcome == "sent" else cell.outcome
        return (
            f'<tr class="{kind}"><td>{_escaped(cell.user or "nobody")}</td><td>{_escaped(cell.template)}</td>'
            f'<td>{cell.outcome}</td><td class="length">{length}</td><td>{_escaped(rest)}</td></tr>\n'
        )

    def end(self, summary: Summary) -> str:
        """The summary as it stands in the terminal."""
        return f"</tbody>\n</table>\n<h2>Summary</h2>\n<pre>{_escaped(chr(10).join(summary.lines()))}</pre>\n</html>\n"


def _escaped(text: str) -> str:
    """The text as it may stand between tags, without what would steer the page that is read with ``cat``."""
    return escape(clean_lines(text))
