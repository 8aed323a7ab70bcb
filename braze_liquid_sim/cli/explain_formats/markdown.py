"""Markdown, for a page of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from braze_liquid_sim.cli.explain_formats import COLUMNS, Tables, known_from
from braze_liquid_sim.cli.subjects import Subject


def write(subjects: Sequence[Subject]) -> str:
    """A heading and its text for each."""
    return "\n\n".join("\n\n".join(_parts(subject)) for subject in subjects)


def _parts(subject: Subject) -> Iterator[str]:
    yield f"## {subject.kind} {_code(subject.name)}"
    if subject.written != subject.name:
        yield _code(subject.written)
    yield from (part for part in (subject.summary, subject.text) if part)
    for title, template in (("For example", subject.example), ("Instead", subject.instead)):
        if template:
            yield f"{title}:\n\n```liquid\n{template}\n```"
    facts = [*subject.facts, ("known as", known_from(subject)), ("source", subject.source)]
    yield "\n".join(f"- {name}: {what}" for name, what in facts if what)


def write_tables(tables: Tables) -> str:
    """A heading and a table for each kind."""
    return "\n\n".join("\n".join(_table(kind, rows)) for kind, rows in tables.items() if rows)


def _table(kind: str, rows: Sequence[Subject]) -> Iterator[str]:
    title, columns = COLUMNS[kind]
    yield f"## {title}\n"
    yield _row([head for head, _ in columns])
    yield _row(["---"] * len(columns))
    for row in rows:
        yield _row([_cell(head, show(row)) for head, show in columns])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(head: str, text: str) -> str:
    text = " ".join(text.split())
    return _code(text) if head in ("name", "written") else text.replace("|", "\\|")


def _code(text: str) -> str:
    """Code in a line; a bar would end the cell of a table even there."""
    return f"`{text}`" if "|" not in text else f"`{text.replace('|', chr(92) + '|')}`"
