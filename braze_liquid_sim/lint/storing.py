"""Findings as plain values, for a cache or another process; they come back to a source with the same text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from braze_liquid_sim.model import Edit, Finding, Fix, Related, Severity, Source, Span


def stored(finding: Finding) -> dict[str, Any]:
    """A finding without its source; what is empty is left out."""
    values = {
        "code": finding.code,
        "message": finding.message,
        "at": [finding.span.start, finding.span.end] if finding.span else None,
        "severity": finding.severity.value,
        "help": finding.help,
        "fix": _stored_fix(finding.fix) if finding.fix else None,
        "related": [[one.message, one.span.source.name, one.span.start, one.span.end] for one in finding.related],
        "user": finding.user,
        "shown": finding.shown,
    }
    return {name: value for name, value in values.items() if value}


def _stored_fix(fix: Fix) -> dict[str, Any]:
    return {"safe": fix.safe, "edits": [[edit.start, edit.end, edit.text] for edit in fix.edits]}


def restored(values: dict[str, Any], source: Source, other: Callable[[str], Source | None]) -> Finding:
    """The finding in its source; ``other`` has the sources that it is also about, by name.

    Raises ValueError, TypeError or KeyError where the values are not those of :func:`stored`.
    """
    start, end = values.get("at") or (None, None)
    span = None if start is None else _span(source, start, end)
    fix = values.get("fix")
    related = [
        Related(str(message), _span(found, start, end))
        for message, name, start, end in values.get("related", [])
        if (found := source if name == source.name else other(name))
    ]
    return Finding(
        str(values["code"]),
        str(values.get("message", "")),
        span,
        Severity(values["severity"]),
        str(values.get("help", "")),
        Fix(tuple(_edit(source, *edit) for edit in fix["edits"]), bool(fix["safe"])) if fix else None,
        tuple(related),
        str(values.get("user", "")),
        str(values.get("shown", "")),
    )


def _span(source: Source, start: Any, end: Any) -> Span:
    if not 0 <= start <= end <= len(source.text):
        raise ValueError(f"{source.name} has no characters {start} to {end}")
    return Span(source, int(start), int(end))


def _edit(source: Source, start: Any, end: Any, text: Any) -> Edit:
    span = _span(source, start, end)
    return Edit(span.start, span.end, str(text))
