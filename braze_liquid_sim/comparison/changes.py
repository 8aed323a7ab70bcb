"""Two states of a workspace rendered for the same users: who gets something else than before."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import unified_diff

from braze_liquid_sim.comparison.side import Shown, Side, same_templates
from braze_liquid_sim.comparison.world import World
from braze_liquid_sim.workspace import User
from braze_liquid_sim.workspace.hostile import hostile_users

_SAID = {"aborted": "(nothing is sent: {})", "failed": "(cannot be rendered: {})"}


@dataclass(frozen=True, slots=True)
class Change:
    """One user who gets something else of a template."""

    user: str | None
    old: Shown
    new: Shown

    def lines(self, old: str, new: str) -> list[str]:
        """A unified diff of what is sent, safe for a terminal; the names are those of the sides."""
        before, after = (_lines(shown) for shown in (self.old, self.new))
        found = list(unified_diff(before, after, visible(old), visible(new), lineterm=""))
        return found or ["(a secret that is not shown differs)"]


@dataclass(slots=True)
class Compared:
    """One template on both sides."""

    template: str
    """``messages/name`` and so on."""
    status: str
    """``unchanged``, ``changed``, ``added`` or ``removed``."""
    users: int = 0
    """For how many users it was compared."""
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """All templates by name, and the users that only one side has, or whose profile differs."""

    templates: list[Compared]
    users_added: list[str] = field(default_factory=list)
    users_removed: list[str] = field(default_factory=list)
    users_changed: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anybody gets anything else. A user alone, who is there for trying, is no such change."""
        return any(compared.status != "unchanged" for compared in self.templates)


def compare(old: Side, new: Side, now: datetime, *, hostile: bool = False) -> Comparison:
    """Render every template of both sides for every user at the same time.

    A user whom both have is the one of ``new``. A content block is judged by the messages that call it, and by itself
    where nothing does.

    Raises:
        UsageError: users, answers or other surroundings cannot be read.
    """
    comparison = Comparison(list(_listed(old, new)))
    both = [compared for compared in comparison.templates if compared.status == "unchanged"]
    same = same_templates(old, new)
    world = World.of(old.workspace, new.workspace)
    for user in _users(old, new, comparison, hostile):
        for compared in both:
            compared.users += 1
            if compared.template in same:
                continue
            before, after = (side.render(compared.template, user, now, world) for side in (old, new))
            if before != after:
                compared.status = "changed"
                compared.changes.append(Change(user.name if user else None, before, after))
    return comparison


def _listed(old: Side, new: Side) -> Iterator[Compared]:
    for name in sorted({*old.templates, *new.templates}):
        if name not in old.templates:
            yield Compared(name, "added")
        elif name not in new.templates:
            yield Compared(name, "removed")
        elif not name.startswith("content_blocks/") or name in old.alone & new.alone:
            yield Compared(name, "unchanged")


def _users(old: Side, new: Side, comparison: Comparison, hostile: bool) -> Iterator[User | None]:
    """The users of both sides, one at a time, with notes of who differs; nobody where there are none."""
    gone: Mapping[str, User] = {user.name: user for user in old.workspace.users.stream()}
    seen: set[str] = set()
    for user in new.workspace.users.stream():
        seen.add(user.name)
        if user.name not in gone:
            comparison.users_added.append(user.name)
        elif gone[user.name].profile != user.profile:
            comparison.users_changed.append(user.name)
        yield user
    removed = [user for name, user in gone.items() if name not in seen]
    comparison.users_removed += [user.name for user in removed]
    yield from removed
    yield from hostile_users().values() if hostile else ()
    if not seen and not removed and not hostile:
        yield None


def _lines(shown: Shown) -> list[str]:
    text = _SAID.get(shown.outcome, "{}").replace("{}", shown.text)
    return [visible(line) for line in text.split("\n")]


def visible(line: str, kept: Collection[str] = "\t\N{ZERO WIDTH JOINER}") -> str:
    """The line with characters that steer a terminal, or that nobody sees, as ``<U+001B>``."""
    return "".join(
        f"<U+{ord(char):04X}>"
        if char not in kept and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else char
        for char in line
    )
