"""Lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from braze_liquid_sim.cli.explain_formats import COLUMNS, Column, Tables, known_from
from braze_liquid_sim.cli.subjects import Subject


def write(subjects: Sequence[Subject]) -> str:
    """One after the other, with an empty line between."""
    return "\n\n".join("\n".join(_lines(subject)) for subject in subjects)


def _lines(subject: Subject) -> Iterator[str]:
    yield f"{subject.kind} {subject.name}"
    if subject.written != subject.name:
        yield f"  {subject.written}"
    for paragraph in (subject.summary, subject.text):
        if paragraph:
            yield ""
            yield indent(paragraph, "  ")
    for title, template in (("for example", subject.example), ("instead", subject.instead)):
        if template:
            yield ""
            yield f"  {title}:"
            yield indent(template, "    ", lambda _line: True)
    facts = [*subject.facts, ("known as", known_from(subject)), ("source", subject.source)]
    told = [f"  {name}: {what}" for name, what in facts if what]
    yield from ("", *told) if told else ()


def write_tables(tables: Tables) -> str:
    """A table with aligned columns for each kind."""
    return "\n\n".join("\n".join(_table(kind, rows)) for kind, rows in tables.items() if rows)


def _table(kind: str, rows: Sequence[Subject]) -> Iterator[str]:
    title, columns = COLUMNS[kind]
    yield title.upper()
    cells = [[show(row) for _, show in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(_heads(columns), *cells, strict=True)]
    for line in (_heads(columns), *cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _heads(columns: tuple[Column, ...]) -> list[str]:
    return [head for head, _ in columns]
