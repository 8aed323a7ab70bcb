"""One outcome as a check sees it: the message, the user, what was sent and how it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from braze_liquid_sim.checks.evidence.blame import NOBODY, Blame, Provenance
from braze_liquid_sim.checks.evidence.taming import tamed
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.engine.template import Template
from braze_liquid_sim.engine.trace import Stretch
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Sent, Span
from braze_liquid_sim.render import compile
from braze_liquid_sim.request import STARS
from braze_liquid_sim.workspace.hostile import PREFIX
from braze_liquid_sim.workspace.user import User

Render = Callable[[User, int], Delivery]
"""Renders the message for a user, so many seconds later."""


@dataclass(frozen=True, slots=True)
class Made:
    """A text that a render made, and of what: a field, or a variable on the way."""

    text: str
    field: str
    stretches: tuple[Stretch, ...]
    name: str = ""
    """The variable; empty for a field's own text."""


@dataclass(eq=False)
class Case:
    """One message for one user; no two are equal, so that what was found out of one can be remembered."""

    file: File
    user: User
    delivery: Delivery
    now: datetime
    render: Render
    tree: Tree
    _provenances: dict[str, Provenance] = field(default_factory=dict, repr=False)

    @property
    def channel(self) -> str:
        """``sms``, ``push``, ``email`` …; ``webhook`` for one; empty where it may be any."""
        return self.file.channel

    @property
    def hostile(self) -> bool:
        """Whether the user is a ready-made one, with texts that no customer has."""
        return self.user.name.startswith(PREFIX)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The rendered fields, ``body`` the last unless it is made of pairs; none where nothing is sent."""
        outcome = self.delivery.outcome
        if not isinstance(outcome, Sent):
            return {}
        return dict(self.delivery.texts) if self.file.parts.pairs else {**self.delivery.texts, "body": outcome.text}

    def text(self, field: str) -> str:
        """What a field came to; empty where there is none."""
        return self.texts.get(field, "")

    @property
    def calls(self) -> tuple[Any, ...]:
        """The web service calls."""
        return self.delivery.outcome.calls

    @cached_property
    def made(self) -> list[Made]:
        """The fields, and every text that a variable was set to."""
        found = [self.field(name) for name in self.texts]
        for name in self.delivery.traces:
            for one, stretches in self._provenance(name).assigned:
                found.append(Made(one.value, name, stretches, one.name))
        return found

    def field(self, name: str) -> Made:
        """A field's text and what it is made of."""
        trace = self.delivery.traces.get(name)
        return Made(self.text(name), name, trace.stretches if trace else ())

    def built(self, text: str) -> Made | None:
        """A text that the template made on its way (the URL or the body of a call), by what it says."""
        found = [
            Made(text, name, stretches)
            for name, trace in self.delivery.traces.items()
            for written, stretches in (*trace.built, *((one.value, one.stretches) for one in trace.assignments))
            if written == text
        ]
        # A text that is one variable is made of what that is made of.
        return max(found, key=lambda made: len(made.stretches), default=None)

    def blame(self, field: str | Made, offset: int) -> Blame:
        """Who wrote a character of a field, or of another text that was made."""
        made = self.field(field) if isinstance(field, str) else field
        if not made.stretches:
            return NOBODY
        return self._provenance(made.field).at(made.text, made.stretches, offset)

    def blame_stretch(self, made: Made, stretch: Stretch) -> Blame:
        """Who wrote a stretch, which may be empty."""
        return self._provenance(made.field).of(made.text, stretch)

    def blame_range(self, made: Made, start: int, end: int) -> Blame:
        """The first to write between two offsets who brought something of the user's; else who wrote the first."""
        first = self.blame(made, start)
        if first.attributes:
            return first
        for stretch in made.stretches:
            if start < stretch.end and stretch.start < end and stretch.end > stretch.start:
                blame = self.blame(made, max(stretch.start, start))
                if blame.attributes:
                    return blame
        return first

    def guilty(self, blame: Blame, characters: str) -> Blame:
        """The blame with the attributes alone whose value has one of these characters."""
        if len(blame.attributes) < 2:
            return blame
        values = {name: self.value(name) for name in blame.attributes}
        return blame.only([name for name, value in values.items() if set(value) & set(characters)])

    def says(self, blame: Blame, text: str) -> bool:
        """Whether a text stands in what the user is, so that it is not the template's."""
        return any(text in self.value(name) for name in blame.attributes)

    def value(self, name: str) -> str:
        """What an attribute prints for the user; empty for what only the render knew."""
        outcome = _printing(name).render(self.user)
        return outcome.text if isinstance(outcome, Sent) else ""

    def fallback(self) -> Span:
        """The beginning of the template, for what has no better place."""
        start = self.file.source.body_start
        line = self.file.source.text.find("\n", start)
        return self.file.span(start, line if line > start else len(self.file.source.text))

    def starred(self, text: str) -> str:
        """A text without the values of secret headers."""
        request = self.delivery.request
        if not request:
            return text
        for name, value in request.starred().headers.items():
            if value.endswith(STARS):
                secret = request.headers[name].rpartition(" ")[2]
                text = text.replace(secret, STARS) if secret else text
        return text

    @cached_property
    def later(self) -> Case:
        """The same message for the same user, a second later."""
        return Case(self.file, self.user, self.render(self.user, 1), self.now, self.render, self.tree)

    def other(self, user: User) -> Case:
        """The same message for another user."""
        return Case(self.file, user, self.render(user, 0), self.now, self.render, self.tree)

    @cached_property
    def harmless(self) -> Case | None:
        """The same user with nothing in their texts that means anything in JSON or a link; None where nothing did."""
        profile = tamed(self.user.profile)
        return self.other(User(self.user.name, profile)) if profile != self.user.profile else None

    def _provenance(self, field: str) -> Provenance:
        if field not in self._provenances:
            self._provenances[field] = Provenance(self.tree, self.delivery.traces[field])
        return self._provenances[field]


@lru_cache(1000)
def _printing(name: str) -> Template:
    return compile(f"{{{{ {name} }}}}")


def outputs(made: Made) -> Iterator[tuple[Stretch, str]]:
    """The stretches of a text with what each wrote."""
    for stretch in made.stretches:
        yield stretch, made.text[stretch.start : stretch.end]
