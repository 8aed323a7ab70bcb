"""The hostile users that a message is rendered for: they have what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from braze_liquid_sim.dialect.names import NAMESPACES
from braze_liquid_sim.dialect.syntax import Path
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.workspace import User
from braze_liquid_sim.workspace.hostile import hostile_users

_EXAMPLES = 20
"""Users of the workspace that hostile ones may be built on."""
_ASKED = [name for name in NAMESPACES if name not in ("campaign", "canvas", "content_blocks")]
"""Namespaces whose names are the author's own, so that Jane Doe has none of them."""


def strangers(file: File, people: list[User]) -> Iterator[User]:
    """Hostile users that have what the template asks for: on Jane Doe, and on users who have what she lacks."""
    yield from hostile_users().values()
    wanted = {pair for pair in _read(file, set()) if pair[0] in _ASKED}
    for base in people[:_EXAMPLES]:
        had = {name for name in wanted if _has(base.profile, *name)}
        if had:
            wanted -= had
            changed = hostile_users(base.profile).values()
            yield from (User(f"{one.name} as {base.name}", one.profile, one.purpose) for one in changed)


def _read(file: File, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Every ``root.name`` in a file and the blocks that it calls."""
    lookups = [path for part in file.fields.values() for path in part.all(Path) if path.segments]
    for path in lookups:
        key = path.segments[0].key
        if not isinstance(path.root, str) or not isinstance(key, str):
            continue
        yield path.root, key
        block = file.project.block(key) if path.root == "content_blocks" and key not in seen else None
        if block:
            seen.add(key)
            yield from _read(block, seen)


def _has(profile: Mapping[str, Any], namespace: str, name: str) -> bool:
    holders = (profile.get(key) for key in NAMESPACES[namespace].keys)
    return any(isinstance(holder, Mapping) and holder.get(name) is not None for holder in holders)
