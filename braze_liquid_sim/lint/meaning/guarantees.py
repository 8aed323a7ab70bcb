"""Which attributes are surely there: a condition asks for them, or the message is not sent without them."""

from __future__ import annotations

from collections.abc import Iterable

from braze_liquid_sim.dialect.syntax import Expression, Node
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File


def sure_attributes(file: File) -> set[str]:
    """The attributes, as ``${name}``, without which nothing is sent: a field that aborts stops the others as well."""
    return {name for field in file.fields.values() for name in _named(field, field.flow.end.present)}


def sure_at(field: Field, item: Node | Expression) -> set[str]:
    """The attributes that a condition round an item, or an abort before it, has found to be there."""
    return _named(field, field.flow.guarded(item))


def is_sure(name: str, sure: set[str]) -> bool:
    """Whether an attribute is there, or what it is a part of: who asked for a list may take ``[0]`` of it."""
    return name in sure or any(_is_part(name, whole) for whole in sure)


def _is_part(name: str, whole: str) -> bool:
    """``${list[0]}`` and ``${list}[0]`` of ``${list}``."""
    return name.startswith((f"{whole}.", f"{whole}[", f"{whole[:-1]}.", f"{whole[:-1]}["))


def _named(field: Field, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        if "${" in key:
            found.add(key)
        else:
            # A variable made of one attribute stands for it.
            origins = {origin.name for origin in field.flow.last(key).origins}
            found |= origins if len(origins) == 1 else set()
    return found
