"""JSON, for a program to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from braze_liquid_sim.cli.explain_formats import Tables
from braze_liquid_sim.cli.subjects import FIDELITIES, Subject

VERSION = 1
"""Within a version names are added, never changed."""


def write(subjects: Sequence[Subject]) -> str:
    """What was asked for, in a list."""
    return _text({"version": VERSION, "explained": [_document(subject) for subject in subjects]})


def write_tables(tables: Tables) -> str:
    """A list for each kind."""
    lists = {kind: [_document(row) for row in rows] for kind, rows in tables.items()}
    return _text({"version": VERSION, "tables": lists})


def _document(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "name": subject.name,
        "written": subject.written,
        "summary": subject.summary,
        "text": subject.text,
        "facts": dict(subject.facts),
        "example": subject.example,
        "instead": subject.instead,
        "fidelity": subject.fidelity or None,
        "fidelity_means": FIDELITIES.get(subject.fidelity),
        "source": subject.source,
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
