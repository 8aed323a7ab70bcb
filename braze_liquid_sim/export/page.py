"""The page that stands beside the files of ``paste``: every piece with a button that copies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from braze_liquid_sim.export.export import Export, File, sha256
from braze_liquid_sim.export.pieces import pieces
from braze_liquid_sim.export.units import Text
from braze_liquid_sim.model import Severity
from braze_liquid_sim.report.report import file_of


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the page shows of one file."""

    label: str
    file: str
    text: str
    public: str
    """What is shown: names in the places of secrets."""
    bytes: int
    sha256: str
    secret: bool


def page(export: Export, files: Mapping[str, File]) -> str:
    """The page as HTML, with all it needs inside; nothing is loaded from elsewhere."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("braze_liquid_sim.export", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("index.html.j2").render(
        export=export,
        units=[(unit, [_piece(*pair, files) for pair in pieces(unit)]) for unit in export.units],
        findings=_findings(export),
        counts={severity.value: export.report.count(severity) for severity in Severity},
    )


def _piece(name: str, text: Text, files: Mapping[str, File]) -> _Piece:
    content = files[name].content
    return _Piece(text.label, name, text.text, text.public or text.text, len(content), sha256(content), text.secret)


def _findings(export: Export) -> list[tuple[str, str, str]]:
    """Severity, code and place of each; the messages are left out, for they may quote what a user typed."""
    return [
        (one.severity.value, one.code, f"{file_of(one)}:{one.line}" if one.span else "")
        for one in export.report.findings
    ]
