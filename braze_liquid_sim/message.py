"""A whole message: every field rendered by itself, and what Braze would send of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.engine.template import Now, Template
from braze_liquid_sim.engine.trace import Trace
from braze_liquid_sim.model import Aborted, Failed, Outcome, Sent, Source
from braze_liquid_sim.render import compile
from braze_liquid_sim.request import Request
from braze_liquid_sim.services.extras import add_extra
from braze_liquid_sim.services.memory import Memory
from braze_liquid_sim.services.promotions import Promotions
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.fields import Fields, fields_of


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message for one user."""

    outcome: Outcome
    """Of the whole: ``Sent`` has the body's text, and the errors, calls and extras of every field."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The rendered fields beside the body: ``subject``, ``url``, ``headers.Content-Type`` …"""
    request: Request | None = None
    """What a webhook would send; None for any other message, and where nothing is sent."""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """By field what happened in it, ``body`` too, where the message is compiled with ``trace``; without the field that
    ended the message."""

    def starred(self, secrets: Collection[str] = ()) -> Delivery:
        """A copy that can be shown: without what headers keep secret; ``secrets`` names more of those."""
        if not self.request:
            return self
        request = self.request.starred(secrets)
        headers = {f"headers.{name}": value for name, value in request.headers.items()}
        texts = {name: headers.get(name, text) for name, text in self.texts.items()}
        return Delivery(self.outcome, texts, request, self.traces)

    def shown(self) -> str:
        """The message as one text: a webhook's request, else the fields and a blank line before the body."""
        if self.request:
            return self.request.as_text()
        body = self.outcome.text if isinstance(self.outcome, Sent) else ""
        head = "".join(f"{name}: {text}\n" for name, text in self.texts.items())
        return f"{head}\n{body}" if head else body


class Message:
    """The compiled fields of one template file."""

    def __init__(self, source: Source, compile: Callable[[Source], Template], memory: Memory | None = None) -> None:
        """``memory`` is what the fields share of their web calls; it begins anew with each user."""
        self._memory = memory
        self.source = source
        self.fields: Fields = fields_of(source)
        self.templates: dict[str, Template] = {name: compile(template) for name, template in self.fields}
        """Field to template, in the order in which they are rendered."""
        failures = [template.failure for template in self.templates.values() if template.failure]
        findings = [finding for failure in failures for finding in failure.findings]
        # A content block with a mistake in it is found once for each field that calls it.
        self.failure = Failed(tuple(dict.fromkeys(findings))) if findings else None

    @property
    def used_answers(self) -> frozenset[str]:
        """Names of the answers that the calls so far were given."""
        return frozenset(self._memory.used) if self._memory else frozenset()

    def render(self, user: Any = None, *, data: Mapping[str, Any] | None = None, now: Now = None) -> Delivery:
        """Render every field for a user; the first one that aborts or fails ends the message."""
        if self.failure:
            return Delivery(self.failure)
        if self._memory:
            self._memory.clear()
        sent: dict[str, Sent] = {}
        for name, template in self.templates.items():
            outcome = template.render(user, data=data, now=now)
            if not isinstance(outcome, Sent):
                return Delivery(_ended(outcome, list(sent.values())), traces=_traces(sent))
            sent[name] = outcome
        if len(sent) == 1 and "body" in sent:
            return Delivery(sent["body"], {}, self._request(sent), _traces(sent))
        texts = {name: outcome.text for name, outcome in sent.items() if name != "body"}
        whole = _joined(list(sent.values()), self._body(sent))
        return Delivery(whole, texts, self._request(sent), _traces(sent))

    def _body(self, sent: Mapping[str, Sent]) -> str:
        if self.fields.pairs:
            pairs = {name: sent[f"body.{name}"].text for name in self.fields.pairs}
            return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
        return sent["body"].text if "body" in sent else ""

    def _request(self, sent: Mapping[str, Sent]) -> Request | None:
        if not self.fields.url:
            return None
        # Assumed: white space around a URL or a header is the template's layout, not part of the value.
        headers = {name: sent[f"headers.{name}"].text.strip() for name in self.fields.headers}
        if self.fields.pairs and "content-type" not in map(str.lower, headers):
            headers["Content-Type"] = "application/json"
        body = "" if self.fields.method == "GET" else self._body(sent)
        return Request(self.fields.method, sent["url"].text.strip(), headers, body)


def _traces(sent: Mapping[str, Sent]) -> dict[str, Trace]:
    return {name: outcome.trace for name, outcome in sent.items() if outcome.trace is not None}


def _joined(outcomes: list[Sent], text: str) -> Sent:
    joined = Sent(text, _all(outcomes, "errors"), _trace(outcomes, text), _all(outcomes, "warnings"))
    joined.calls, joined.extras = _all(outcomes, "calls"), _extras(outcomes)
    return joined


def _ended(outcome: Aborted | Failed, before: list[Sent]) -> Outcome:
    """An outcome with what the fields before it did."""
    if not before:
        return outcome
    seen = [*before, outcome]
    if isinstance(outcome, Failed):
        return Failed(outcome.findings, _all(seen, "calls"))
    return Aborted(outcome.reason, outcome.span, _all(seen, "errors"), _trace(seen), _all(seen, "calls"), _extras(seen))


def _all(outcomes: list[Any], name: str) -> tuple[Any, ...]:
    return tuple(item for outcome in outcomes for item in getattr(outcome, name))


def _extras(outcomes: list[Any]) -> dict[str, str]:
    extras: dict[str, str] = {}
    for outcome in outcomes:
        for key, value in outcome.extras.items():
            add_extra(extras, key, value)
    return extras


def _trace(outcomes: list[Any], text: str | None = None) -> Trace | None:
    """The traces one after the other; the stretches are those of the field that is the text, if one is: the last."""
    traces: list[Trace] = [outcome.trace for outcome in outcomes if outcome.trace is not None]
    if not traces:
        return None
    return Trace(
        traces[-1].stretches if text is None or outcomes[-1].text == text else (),
        tuple(branch for trace in traces for branch in trace.branches),
        tuple(assignment for trace in traces for assignment in trace.assignments),
    )


def surroundings(workspace: Workspace | None) -> dict[str, Any]:
    """What a workspace has for its templates, as the keywords of :func:`~braze_liquid_sim.render.compile`."""
    if workspace is None:
        return {}
    return {
        "content_blocks": workspace.content_blocks,
        "catalogs": workspace.catalogs,
        "selections": workspace.selections,
        "translations": workspace.translations,
        # One for all fields of a message, so that each shows the same code.
        "promotions": Promotions(workspace.promotions),
        "carts": workspace.carts,
        "data_objects": workspace.data_objects,
        "landing_pages": workspace.landing_pages,
        "answers": lambda: workspace.answers,
        "credentials": lambda: workspace.settings.credentials,
    }


def open_message(source: Source, workspace: Workspace | None = None, **options: Any) -> Message:
    """Compile a template file with what its workspace has; ``options`` are those of ``compile`` and go first."""
    memory = Memory()
    options = {**surroundings(workspace), "memory": memory, **options}
    return Message(source, lambda template: compile(template, **options), memory)
