"""Snippets of one page and how they belong together: steps of a finished template, parts one after another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from braze_liquid_sim.importing.page import Fence, Section

_SETTING = re.compile(
    r"""
    \{%-?\s* capture \s+ ["']?(?P<capture>[\w-]+)["']? \s*-?%\} .*? \{%-?\s* endcapture \s*-?%\}
    | \{%-?\s* assign \s+ (?P<assign>[\w-]+) \s*= .*? %\}
    | \{%-?\s* comment \s*-?%\} .*? \{%-?\s* endcomment \s*-?%\}
    """,
    re.DOTALL | re.VERBOSE,
)
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SPACE = re.compile(r"\s+")
_ALIKE = 0.5
"""How much of two settings of one variable is the same where one is a version of the other."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A capture, an assign, or a line of anything else."""

    text: str
    line: int
    name: str = ""
    """The variable that it sets."""

    @property
    def squeezed(self) -> str:
        """What stands there but for white space."""
        return _SPACE.sub("", self.text)


@dataclass(eq=False)
class Snippet:
    """A fence, and the snippets that are steps of it."""

    fence: Fence
    steps: list[Snippet] = field(default_factory=list)

    @cached_property
    def statements(self) -> list[Statement]:
        """What it is made of, in order."""
        return statements(self.fence.text, self.fence.line)

    @cached_property
    def squeezed(self) -> str:
        """The text but for white space."""
        return _SPACE.sub("", self.fence.text)

    @property
    def prints(self) -> bool:
        """Whether it does more than set variables."""
        return any(not statement.name for statement in self.statements)

    @property
    def sections(self) -> list[Section]:
        """The sections that it and its steps stand in."""
        return [self.fence.section, *(section for step in self.steps for section in step.sections)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement of a step that the finished template has in another form."""

    step: Statement
    finished: Statement


def statements(text: str, line: int) -> list[Statement]:
    """A text as statements; ``line`` is that of its first character."""
    found: list[Statement] = []
    at = 0
    for setting in _SETTING.finditer(text):
        found += _lines(text[at : setting.start()], line + text.count("\n", 0, at))
        name = setting["capture"] or setting["assign"]
        if name:
            found.append(Statement(setting[0], line + text.count("\n", 0, setting.start()), name))
        at = setting.end()
    return found + _lines(text[at:], line + text.count("\n", 0, at))


def _lines(text: str, line: int) -> list[Statement]:
    return [Statement(one, number) for number, one in enumerate(text.split("\n"), line) if one.strip()]


def finished(snippets: Iterable[Snippet]) -> tuple[list[Snippet], list[Difference]]:
    """The snippets that are steps of no other, the steps put to theirs, and where a step differs from it."""
    left = list(snippets)
    differences: list[Difference] = []
    for snippet in sorted(left, key=_size):
        for other in sorted(left, key=_size, reverse=True):
            found = _as_step(snippet, other) if other is not snippet else None
            if found is not None:
                left.remove(snippet)
                other.steps.append(snippet)
                differences += found
                break
    return left, sorted(differences, key=lambda one: one.step.line)


def _size(snippet: Snippet) -> tuple[int, int, int]:
    return len(snippet.statements), len(snippet.squeezed), snippet.fence.line


def _as_step(snippet: Snippet, other: Snippet) -> list[Difference] | None:
    """Where a snippet differs from a larger one that it is a step of; None where it is no step of it."""
    if snippet.fence.section.chapter is not other.fence.section.chapter:
        return None
    if _is_inside(snippet, other):
        return []
    if len(snippet.statements) >= len(other.statements):
        return None
    pairs = [(one, _counterpart(one, other)) for one in snippet.statements]
    if any(found is None for _, found in pairs):
        return None
    return [Difference(one, found) for one, found in pairs if found and found.squeezed != one.squeezed]


def _is_inside(snippet: Snippet, other: Snippet) -> bool:
    """Whether it stands in the other to the letter: all of it, several lines, or most of what a variable is set to."""
    inside = snippet.squeezed
    if inside == other.squeezed or (len(snippet.statements) > 1 and inside in other.squeezed):
        return True
    settings = (one.squeezed for one in other.statements if one.name)
    return any(inside in setting and len(inside) > _ALIKE * len(setting) for setting in settings)


def _counterpart(one: Statement, other: Snippet) -> Statement | None:
    same = next((found for found in other.statements if found.squeezed == one.squeezed), None)
    if same or not one.name:
        return same
    versions = [(_likeness(one, found), found) for found in other.statements if found.name == one.name]
    likeness, found = max(versions, key=lambda version: version[0], default=(0.0, None))
    return found if likeness >= _ALIKE else None


def _likeness(one: Statement, other: Statement) -> float:
    return SequenceMatcher(None, one.squeezed[:2000], other.squeezed[:2000], autojunk=False).ratio()


def joined(snippets: Iterable[Snippet]) -> list[list[Snippet]]:
    """The snippets of each section that make one template.

    One that prints nothing goes with what follows it, and so does one with what reads its variables.
    """
    groups: list[list[Snippet]] = []
    for snippet in sorted(snippets, key=lambda one: one.fence.line):
        if groups and _go_together(groups[-1], snippet):
            groups[-1].append(snippet)
        else:
            groups.append([snippet])
    return groups


def _go_together(group: list[Snippet], snippet: Snippet) -> bool:
    if group[-1].fence.section is not snippet.fence.section:
        return False
    if not any(one.prints for one in group):
        return True
    set_there = {statement.name for one in group for statement in one.statements if statement.name}
    set_here = {statement.name for statement in snippet.statements if statement.name}
    read = {word for markup in _MARKUP.findall(snippet.fence.text) for word in re.findall(r"[\w-]+", markup)}
    return bool((set_there - set_here) & read)
