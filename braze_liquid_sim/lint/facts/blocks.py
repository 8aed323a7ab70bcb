"""Content blocks as rules see them: who calls whom, and which names can be a block's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from braze_liquid_sim.dialect.syntax import Path
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File

LONGEST_NAME = 99
"""Braze wants names shorter than 100 characters."""

_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_NAME}}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reference:
    """``content_blocks.${name}``; ``start`` and ``end`` are those of the name in the lexed text."""

    path: Path
    name: str
    start: int
    end: int


def references(field: Field, namespace: str = "content_blocks") -> Iterator[Reference]:
    """The content blocks that a field names, in the order of its text."""
    if namespace not in field.text:
        return
    for path in field.paths:
        if path.root == namespace and path.segments and isinstance(path.segments[0].key, str):
            name = path.segments[0].key
            start = field.text.find(name, path.start + len(namespace), path.end) if name else -1
            yield Reference(path, name, *((start, start + len(name)) if start >= 0 else (path.start, path.end)))


def callees(file: File) -> Iterator[tuple[Field, Reference]]:
    """The blocks that a content block's text names."""
    for field in file.fields.values():
        yield from ((field, reference) for reference in references(field))


def is_name(name: str) -> bool:
    """Whether Braze lets a content block have that name."""
    return _NAME.fullmatch(name) is not None


def name_of(file: File) -> str:
    """What a content block is called by, whether its source goes by its name or by its path."""
    return PurePosixPath(file.source.name.replace("\\", "/")).stem


def of_other_case(name: str, file: File) -> str:
    """The known block whose name differs only in case; empty where there is none, or where the name itself is known."""
    blocks = file.project.blocks
    if name in blocks:
        return ""
    folded = name.casefold()
    return next((known for known in blocks if known.casefold() == folded), "")
