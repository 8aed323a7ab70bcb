"""Which known name an unknown one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


def near(name: str, known: Iterable[str], meant: Mapping[str, str] | None = None) -> str | None:
    """The known name that one is a slip for; ``meant`` are the slips that look like nothing, by their plain form."""
    plain = _plain(name)
    if not plain:
        return None
    if meant and plain in meant:
        return meant[plain]
    by_plain = {_plain(one): one for one in known}
    for form in (plain, plain + "s", plain.removesuffix("s"), plain[: len(plain) // 2] if _doubled(plain) else plain):
        if form in by_plain:
            return by_plain[form]
    swapped = [one for one in by_plain if len(one) > 3 and sorted(one) == sorted(plain)]
    if len(swapped) == 1:
        return by_plain[swapped[0]]
    close = get_close_matches(plain, by_plain, n=1, cutoff=0.8)
    return by_plain[close[0]] if close else None


def _plain(name: str) -> str:
    """A name without case, blanks, dashes and underscores: what does not count when names are meant to be the same."""
    return "".join(letter for letter in name.lower() if letter not in " _-")


def _doubled(name: str) -> bool:
    half = len(name) // 2
    return len(name) % 2 == 0 and name[:half] == name[half:]
