"""Whether one name is so close to another that it can only be meant for it.

:mod:`~braze_liquid_sim.lint.nearby` says what somebody may have meant who is wrong anyway; here a name that could well
be right is taken for wrong, so that much less is let pass.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 5


def meant(name: str, known: Iterable[str]) -> str:
    """The known name that another is surely a slip for; empty where there is none, or where it could be several."""
    found = {one for one in known if one != name and _is_slip(name, one)}
    return found.pop() if len(found) == 1 else ""


def undoubled(name: str) -> str:
    """``passData`` of ``passDatapassData``: what search and replace makes of a name; empty for any other."""
    half = len(name) // 2
    doubled = len(name) % 2 == 0 and half >= 3 and name[:half].lower() == name[half:].lower()
    return name[half:] if doubled else ""


def _is_slip(name: str, known: str) -> bool:
    if undoubled(name).lower() == known.lower():
        return True
    if name.lower() == known.lower():
        return True
    long_enough = min(len(name), len(known)) >= _SHORTEST
    return long_enough and _digits(name) == _digits(known) and _one_step(name.lower(), known.lower())


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _one_step(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too much inside, or two neighbours have changed places.

    A letter at the end makes another word: ``item`` and ``items``.
    """
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if not left or not right:
        return len(left + right) == 1 and end > 0
    return len(left) == len(right) == 1 or (len(left) == 2 and left == right[::-1])


def _common(one: str, other: str) -> int:
    """How many letters the two have in common from the front."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
