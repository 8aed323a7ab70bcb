"""Names that people type, and what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from braze_liquid_sim.errors import UsageError


class UnknownName(UsageError, KeyError):
    """A name that its folder does not have; also a KeyError, so that the folder is a proper Mapping."""

    def __str__(self) -> str:
        return self.message


def near_misses(name: str, names: Iterable[str]) -> list[str]:
    """Up to three of ``names`` that ``name`` may be a slip for, the likeliest first; case is no difference."""
    by_folded: dict[str, str] = {}
    for known in names:
        by_folded.setdefault(known.casefold(), known)
    # A long text is not a slip, and comparing it with every name takes its time.
    found = get_close_matches(name.casefold()[:200], by_folded, n=3, cutoff=0.6)
    return [by_folded[folded] for folded in found]


def suggestion(name: str, names: Iterable[str]) -> str:
    """A sentence for an error's help: the near misses, else what there is, else nothing."""
    known = sorted(names)
    if near := near_misses(name, known):
        return f"Did you mean {' or '.join(near)}?"
    if not known:
        return ""
    shown = ", ".join(known[:8])
    return f"There are: {shown}{', …' if len(known) > 8 else ''}."
