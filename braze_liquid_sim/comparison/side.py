"""One of the two states that are compared: its templates, and what becomes of them for a user."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from braze_liquid_sim.comparison.world import World
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.graph import graph_of
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Aborted, Failed, Sent, Source
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.sources import KINDS


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of one template for one user."""

    outcome: str
    """``sent``, ``aborted`` or ``failed``."""
    text: str
    """The message or the request, secrets starred; else the reason."""
    secret: int = field(default=0, repr=False)
    """Differs where what the stars hide differs."""


@dataclass
class Side:
    """A workspace as it was at some time."""

    label: str
    """How the author called it: a revision, a folder, the working tree."""
    workspace: Workspace
    commit: str = ""
    """The hash of the commit, where it is one."""
    _messages: dict[str, Message | UsageError] = field(default_factory=dict, repr=False)

    @cached_property
    def templates(self) -> dict[str, Source | UsageError]:
        """All templates as ``messages/name`` and so on; an error where a file cannot be read."""
        return {
            f"{kind}/{name}": self._read(folder, name)
            for kind in KINDS
            for folder in (getattr(self.workspace, kind),)
            for name in folder
        }

    def _read(self, folder: Mapping[str, Source], name: str) -> Source | UsageError:
        try:
            source = folder[name]
            fields_of(source)
        except UsageError as error:
            return error
        return source

    @cached_property
    def alone(self) -> frozenset[str]:
        """The content blocks that nothing calls: nobody sees them change unless they are rendered by themselves."""
        readable = {name: source for name, source in self.templates.items() if isinstance(source, Source)}
        prefix = "content_blocks/"
        orphans = graph_of({name.removeprefix(prefix): source for name, source in readable.items()}).orphans
        return frozenset(prefix + name for name in orphans)

    def render(self, template: str, user: User | None, now: datetime, world: World) -> Shown:
        """Render one template for one user, in a world that both sides share."""
        if template not in self._messages:
            self._messages[template] = self._open(template, world)
        message = self._messages[template]
        if isinstance(message, UsageError):
            return Shown("failed", self._here(message.message))
        return self._shown(message.render(user, now=now), world.secret_headers)

    def _open(self, template: str, world: World) -> Message | UsageError:
        source = self.templates[template]
        if isinstance(source, UsageError):
            return source
        try:
            return open_message(source, self.workspace, **world.answers)
        except UsageError as error:
            return error

    def _shown(self, delivery: Delivery, secrets: Collection[str]) -> Shown:
        outcome = delivery.outcome
        if isinstance(outcome, Failed):
            return Shown("failed", self._here("\n".join(finding.message for finding in outcome.findings)))
        extras = "".join(f"\nmessage extra {name}: {value}" for name, value in outcome.extras.items())
        if isinstance(outcome, Aborted):
            return Shown("aborted", outcome.reason + extras)
        assert isinstance(outcome, Sent)
        return Shown("sent", delivery.starred(secrets).shown() + extras, hash(delivery.shown()))

    def _here(self, message: str) -> str:
        """A message without the folder that the workspace happens to stand in."""
        return message.replace(f"{self.workspace.root.as_posix()}/", "")


def same_templates(old: Side, new: Side) -> frozenset[str]:
    """The templates that cannot give anybody anything else, and need not be rendered.

    What they are made of is the same to the letter, with all content blocks and translations: which of those a template
    asks for may only be known when it is rendered.
    """
    texts, others = (
        {name: source.text for name, source in side.templates.items() if isinstance(source, Source)}
        for side in (old, new)
    )
    blocks = {name for name in {*old.templates, *new.templates} if name.startswith("content_blocks/")}
    if any(name not in texts or texts[name] != others.get(name) for name in blocks) or not _same_translations(old, new):
        return frozenset()
    return frozenset(name for name, text in texts.items() if others.get(name) == text)


def _same_translations(old: Side, new: Side) -> bool:
    try:
        return old.workspace.translations == new.workspace.translations
    except UsageError:
        return False  # whoever asks for it is told what is wrong with the file
