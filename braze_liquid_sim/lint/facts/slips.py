"""Whether one name is so close to another that it can only be meant for it.

:mod:`~braze_liquid_sim.lint.facts.nearby` says what somebody may have meant who is wrong anyway; here a name that could
well be right is taken for wrong, so that much less is let pass.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 4
"""Letters of the word that is misspelt: three make too many other words."""
_ALIKE = """
body card cart case city code core data date days form from game gate hour item kind last late life like line link list
live mail main mark mode name news note page park part post price prize rate sale send sent site size sort start state
test text tile time title tone town type user view vote week word work year zone
"""
_WORDS = frozenset(_ALIKE.split())
"""Words that look alike, and are all meant as they stand."""


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
    words, others = name.lower().split("_"), known.lower().split("_")
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    return len(words) == len(others) and len(differing) == 1 and _is_slip_of_word(*differing[0])


def _is_slip_of_word(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST or (word in _WORDS and other in _WORDS):
        return False
    return _digits(word) == _digits(other) and _one_step(word, other)


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _one_step(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too much, or two neighbours have changed places; ``items`` is no slip."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if not left or not right:
        return len(left + right) == 1 and (end > 0 or left + right != "s")
    return len(left) == len(right) == 1 or (len(left) == 2 and left == right[::-1])


def _common(one: str, other: str) -> int:
    """How many letters the two have in common from the front."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
