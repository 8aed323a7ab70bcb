"""A line for each template, and below it what the first few users get instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from braze_liquid_sim.comparison.changes import Change, Compared, Comparison, visible
from braze_liquid_sim.comparison.side import Side

_SHOWN = 3
"""Users of one template whose difference is shown."""
_NAMED = 5
"""Further users who are named."""
_LINES = 60
"""Lines of one difference."""


def write(comparison: Comparison, old: Side, new: Side, now: datetime) -> str:
    """Lines for people; every line of a difference stands four columns in."""
    lines = [line for compared in comparison.templates for line in _template(compared, old, new)]
    lines += [*_users(comparison), _summary(comparison)]
    return "".join(f"{line}\n" for line in lines)


def _template(compared: Compared, old: Side, new: Side) -> Iterator[str]:
    name = visible(compared.template)
    if compared.status != "changed":
        yield f"{name}: {compared.status}"
        return
    changed = compared.changes
    yield f"{name}: changed for {len(changed):,} of {_number(compared.users, 'user')}"
    for change in changed[:_SHOWN]:
        yield from _change(change, old, new)
    if others := changed[_SHOWN:]:
        names = ", ".join(_name(change) for change in others[:_NAMED])
        more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
        yield f"  and for {names}{more}"


def _change(change: Change, old: Side, new: Side) -> Iterator[str]:
    kinds = change.old.outcome, change.new.outcome
    yield f"  {_name(change)}" + (f": {kinds[0]} → {kinds[1]}" if kinds[0] != kinds[1] else "")
    lines = change.lines(old.label, new.label)
    yield from (f"    {line}" for line in lines[:_LINES])
    if len(lines) > _LINES:
        yield f"    … {_number(len(lines) - _LINES, 'more line')}"


def _name(change: Change) -> str:
    return visible(change.user or "nobody")


def _users(comparison: Comparison) -> Iterator[str]:
    notes = {
        "users added": comparison.users_added,
        "users removed": comparison.users_removed,
        "users with another profile, which both sides were rendered with": comparison.users_changed,
    }
    for what, names in notes.items():
        if names:
            yield f"{what}: {visible(', '.join(names))}"


def _summary(comparison: Comparison) -> str:
    counts = Counter(compared.status for compared in comparison.templates)
    shown = [
        f"{counts[status]:,} {status}" for status in ("changed", "added", "removed", "unchanged") if counts[status]
    ]
    return ", ".join(shown) or "no templates on either side"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
