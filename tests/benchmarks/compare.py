"""Whether two engines wrote the same, and why not where they did not."""

from __future__ import annotations

from dataclasses import dataclass

REFERENCES = {"&#x27;": "&#39;", "&#34;": "&quot;", "&#x2f;": "/"}
"""Other ways in which an engine's ``escape`` writes a quote or a slash, with Ruby's."""

REASONS = {
    ("liquidjs", "webhook"): "LiquidJS has no %F in date",
    ("liquidjs", "smartpass"): "LiquidJS has no %F in date",
}
"""Differences that are known, by engine and workload."""


@dataclass(frozen=True)
class Agreement:
    """How the texts of two engines for the same users compare."""

    users: int
    different: int
    spelled: tuple[str, ...] = ()
    """Character references that one engine writes and Ruby does not, where nothing else differs."""
    first: tuple[str, str] | None = None
    """The first two lines that differ: ours, and the other engine's."""

    def __str__(self) -> str:
        if self.different:
            return f"{self.different} of {self.users} DIFFER"
        return f"equal but for {', '.join(self.spelled)}" if self.spelled else "equal"


def compare(ours: list[str], theirs: list[str]) -> Agreement:
    """Compare byte for byte; how ``escape`` spells a quote is told apart from a real difference."""
    spelled = (
        {reference for text in theirs for reference in REFERENCES if reference in text} if ours != theirs else set()
    )
    pairs = list(zip(map(_as_ruby, ours), map(_as_ruby, theirs), strict=True))
    unequal = [pair for pair in pairs if pair[0] != pair[1]]
    first = _first_difference(*unequal[0]) if unequal else None
    return Agreement(len(pairs), len(unequal), tuple(sorted(spelled)), first)


def _as_ruby(text: str) -> str:
    for written, ruby in REFERENCES.items():
        text = text.replace(written, ruby)
    return text


def _first_difference(ours: str, theirs: str) -> tuple[str, str]:
    both = zip(ours.split("\n"), theirs.split("\n"), strict=False)
    return next(((a, b) for a, b in both if a != b), (f"{len(ours)} characters", f"{len(theirs)} characters"))
