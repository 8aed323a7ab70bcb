"""A trace, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.engine.trace import Assignment, Stretch, Trace
from braze_liquid_sim.model import Span
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.ruby.text import inspect

_ROOM = 60
"""Characters of a text that one line shows."""


def trace_lines(trace: Trace, text: str | None) -> Iterator[str]:
    """What was chosen, what was set and what was written, each in its order; ``text`` is None after an abort."""
    for branch in trace.branches:
        what = "no branch" if branch.chosen < 0 else f"branch {branch.chosen + 1}"
        yield f"{_where(branch.span)}: ran {what} of {_excerpt(branch.span.text)}"
    for assignment in trace.assignments:
        yield f"{_where(assignment.span)}: set {clean(assignment.name)} = {_excerpt(inspect(assignment.value))}"
    for stretch in _written(trace.stretches) if text is not None else ():
        written = inspect((text or "")[stretch.start : stretch.end])
        yield f"{_where(stretch.span)}: wrote {stretch.start}-{stretch.end} {_excerpt(written)}"


def trace_document(trace: Trace) -> dict[str, Any]:
    """The trace as JSON: offsets and branches count from 0 (-1: none ran), values stand as Ruby inspects them."""
    return {
        "branches": [{"chosen": branch.chosen, **place(branch.span)} for branch in trace.branches],
        "assignments": [_assignment(assignment) for assignment in trace.assignments],
        "stretches": [_stretch(stretch) for stretch in _written(trace.stretches)],
    }


def place(span: Span | None) -> dict[str, Any]:
    """A place as JSON: the file, line and column (from 1), null where there is none."""
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.source.name, "line": span.line, "column": span.column}


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "name": assignment.name,
        "value": inspect(assignment.value),
        **place(assignment.span),
        "stretches": [_stretch(stretch) for stretch in _written(assignment.stretches)],
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {"start": stretch.start, "end": stretch.end, **place(stretch.span)}


def _written(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    return [stretch for stretch in stretches if stretch.end > stretch.start]


def _where(span: Span | None) -> str:
    return f"{clean(span.source.name)}:{span.line}:{span.column}" if span else "an included template"


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return clean(text if len(text) <= _ROOM else text[: _ROOM - 1] + "…")
