"""What a template asked for and nothing has: the failure, with the names that may have been meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from braze_liquid_sim.errors import RenderFailure
from braze_liquid_sim.model import Span


def near(name: str, known: Iterable[str]) -> str:
    """A sentence with the known names that ``name`` may be a slip for, else with what there is, else nothing."""
    names = sorted(known)
    folded = [one for one in names if one.casefold() == name.casefold()]
    close = dict.fromkeys(folded + get_close_matches(name[:200], names, n=3))
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"There are: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}." if names else ""


def unknown(kind: str, name: str, known: Iterable[str], span: Span, where: str) -> RenderFailure:
    """The failure for a name that no file has; ``where`` says which file would."""
    help = near(name, known) or f"Put it into {where}."
    return RenderFailure(f"unknown-{kind.replace(' ', '-')}", f"There is no {kind} {name!r:.100}.", span, help)
