"""A case of the tables here, and its outcome in the words of the tables.

A case has a ``template``, and may have a ``user``, ``data``, ``blocks``, a ``mode``, ``line_numbers``,
``front_matter`` and a ``world``: what answers the tags that ask (``catalogs``, ``answers`` …, further arguments of
``render``). Its outcome is the ``text`` with ``errors`` and ``warnings``, ``aborted``, or ``findings``; and ``extras``.
A place is written ``line:column-line:column``, where the second is the first character behind it, with the source's
name before it where that is not the template.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from braze_liquid_sim import Aborted, Finding, RenderError, Sent, Source, Span, render

HERE = Path(__file__).parent
DEFAULT: Any = YAML(typ="safe", pure=True).load((HERE / "default.yaml").read_text(encoding="utf-8"))
NOW = "2024-03-05T14:07:09Z"
INPUTS = {"name", "template", "front_matter", "user", "data", "blocks", "mode", "line_numbers", "since", "why", "world"}


def outcome(case: Any) -> dict[str, Any]:
    """What a case comes to."""
    front_matter = case.get("front_matter", "")
    source = Source(front_matter + case["template"], body_start=len(front_matter))
    result = render(
        source,
        case.get("user", DEFAULT["user"]),
        data=DEFAULT["data"] | case.get("data", {}),
        now=NOW,
        content_blocks=case.get("blocks"),
        mode=case.get("mode", "lax"),
        line_numbers=case.get("line_numbers", False),
        **case.get("world", {}),
    )
    if isinstance(result, Sent):
        found = {"text": result.text, "errors": _errors(result.errors), "warnings": _findings(result.warnings)}
    elif isinstance(result, Aborted):
        assert result.span
        found = {"aborted": result.reason, "at": place(result.span), "errors": _errors(result.errors)}
    else:
        found = {"findings": _findings(result.findings)}
    found["extras"] = dict(getattr(result, "extras", {}))
    return {key: value for key, value in found.items() if value or key == "text"}


def expected(case: Any) -> dict[str, Any]:
    """What a table says that a case comes to."""
    return {key: value for key, value in case.items() if key not in INPUTS}


def place(span: Span) -> str:
    """A span in the words of the tables."""
    line, column = span.source.position(span.end)
    name = "" if span.source.name == "template" else f"{span.source.name} "
    return f"{name}{span.line}:{span.column}-{line}:{column}"


def _errors(errors: tuple[RenderError, ...]) -> list[str]:
    return [f"{place(error.span)} {error.message}" for error in errors if error.span]


def _findings(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    told = []
    for finding in findings:
        assert finding.span
        message = finding.message.removeprefix("Liquid syntax error: ")
        told.append({"at": place(finding.span), "says": message, "help": finding.help})
    return told
