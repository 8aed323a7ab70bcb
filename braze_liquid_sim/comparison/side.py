"""One of the two states that are compared: its templates, and what becomes of them for a user."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.graph import graph_of
from braze_liquid_sim.message import Delivery, Message, open_message
from braze_liquid_sim.model import Aborted, Failed, Sent, Source
from braze_liquid_sim.services.promotions import Promotions
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.sources import KINDS

_SHARED = ("catalogs", "selections", "carts", "data_objects", "landing_pages")


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

    def render(self, template: str, user: User | None, now: datetime, given: Mapping[str, Any]) -> Shown:
        """Render one template for one user; ``given`` is what the world answers, as :func:`world` has it."""
        if template not in self._messages:
            self._messages[template] = self._open(template, given)
        message = self._messages[template]
        if isinstance(message, UsageError):
            return Shown("failed", self._here(message.message))
        return self._shown(message.render(user, now=now), given["secret_headers"])

    def _open(self, template: str, given: Mapping[str, Any]) -> Message | UsageError:
        source = self.templates[template]
        if isinstance(source, UsageError):
            return source
        options = {name: value for name, value in given.items() if name != "secret_headers"}
        try:
            return open_message(source, self.workspace, **options)
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


def world(old: Workspace, new: Workspace) -> dict[str, Any]:
    """What answers the templates of both sides alike: what ``new`` has, and ``old`` where it has nothing.

    So that what differs is the templates' doing: their texts, their content blocks, their translations.
    """
    given: dict[str, Any] = {name: ChainMap(getattr(new, name), getattr(old, name)) for name in _SHARED}
    given["answers"] = lambda: [*new.answers, *old.answers]
    given["credentials"] = lambda: {**old.settings.credentials, **new.settings.credentials}
    given["promotions"] = _FirstCode(ChainMap(new.promotions, old.promotions))  # type: ignore[arg-type]
    given["secret_headers"] = (*old.settings.secret_headers, *new.settings.secret_headers)
    return given


class _FirstCode(Promotions):
    """Gives everybody the first code of a list: a user's code shall not depend on who else took one."""

    def set_aside(self, name: str, user: str, now: Any) -> str | None:
        """The first code, as if nobody else were there."""
        codes = self._codes(name, now)
        return str(codes[0]) if codes else None
