"""Branch coverage as a table with marked source, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.coverage import Coverage, SourceCoverage, percent
from braze_liquid_sim.report.drawing import clean

_CONTEXT = 1
"""Lines shown around a marked one."""


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """A row for each file, then the source of those with branches that nothing reached."""
    files = coverage.sources()
    rows = [(clean(file.source.name), file.reached, len(file.branches), f"{percent([file]):.0f}%") for file in files]
    total, reached = sum(row[2] for row in rows), sum(row[1] for row in rows)
    rows.append(("all", reached, total, f"{percent(files):.0f}%"))
    width = max(len(row[0]) for row in rows)
    yield f"{'template':<{width}}  branches  reached"
    for name, hit, of, share in rows:
        yield f"{name:<{width}}  {of:>8}  {hit:>7}  {share:>4}"
    for file in files:
        if file.missed:
            yield ""
            yield from _marked(file)


def _marked(file: SourceCoverage) -> Iterator[str]:
    """The lines with a branch that nothing reached, ``!`` before each and a note below where it begins."""
    source = file.source
    notes: dict[int, list[str]] = {}
    marked: set[int] = set()
    for branch in file.missed:
        first, _ = source.position(branch.span.start)
        last, _ = source.position(max(branch.span.end - 1, branch.span.start))
        # Past an `if` without `else` there is no text to mark.
        marked.update(range(first, (first if branch.number < 0 else last) + 1))
        notes.setdefault(first, []).append(f"never reached: {branch.label}, of line {branch.tag.line}")
    shown = {at for line in marked for at in range(line - _CONTEXT, line + _CONTEXT + 1)}
    # What ends in a line break has no line behind it.
    lines = len(source.line_starts) - source.text.endswith("\n")
    width = len(str(lines))
    yield f"{clean(source.name)}: {len(file.missed)} of {len(file.branches)} branches never reached"
    last_shown = 0
    for number in sorted(at for at in shown if 1 <= at <= lines):
        if last_shown and number > last_shown + 1:
            yield f"  {'…':>{width}}"
        last_shown = number
        text = clean(source.line(number).replace("\t", "    "))
        yield f"{'!' if number in marked else ' '} {number:>{width}} | {text}".rstrip()
        for note in notes.get(number, ()):
            yield f"  {'':>{width}} | ^ {clean(note)}"


def coverage_document(coverage: Coverage) -> dict[str, Any]:
    """The same as JSON; lines and columns count from 1."""
    files = coverage.sources()
    return {
        "percent": percent(files),
        "templates": [
            {
                "file": file.source.name,
                "branches": len(file.branches),
                "reached": file.reached,
                "missed": [
                    {
                        "branch": branch.label,
                        "line": branch.span.line,
                        "column": branch.span.column,
                        "tag_line": branch.tag.line,
                    }
                    for branch in file.missed
                ],
            }
            for file in files
        ],
    }
