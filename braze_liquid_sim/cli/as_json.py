"""An outcome as JSON, version 1: names only get added, never changed or taken away."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.cli.tracing import place, trace_document
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Aborted, Failed, Finding, Sent
from braze_liquid_sim.services.http import WebCall
from braze_liquid_sim.workspace import User

VERSION = 1


def document(template: str, user: User | None, delivery: Delivery) -> dict[str, Any]:
    """One outcome with all it found; ``text`` is null where nothing would be sent. Lines and columns count from 1.

    A message with more than a body has ``fields``, a webhook its ``request``, one that asks the web ``calls``, one
    with ``message_extras`` has ``extras``.
    """
    outcome = delivery.outcome
    result: dict[str, Any] = {
        "version": VERSION,
        "template": template,
        "user": user.name if user else None,
        "outcome": type(outcome).__name__.lower(),
        "text": None,
        "reason": None,
        "errors": [],
        "findings": [],
    }
    if outcome.calls:
        result["calls"] = [_call(call) for call in outcome.calls]
    if isinstance(outcome, Failed):
        result["findings"] = [_finding(finding) for finding in outcome.findings]
        return result
    result["errors"] = [{"message": error.message, **place(error.span)} for error in outcome.errors]
    if isinstance(outcome, Sent):
        result["text"] = outcome.text
        result["findings"] = [_finding(finding) for finding in outcome.warnings]
    elif isinstance(outcome, Aborted):
        result["reason"] = outcome.reason
        result.update(place(outcome.span))
    if outcome.extras:
        result["extras"] = dict(outcome.extras)
    if delivery.request:
        result["request"] = delivery.request.as_json()
    elif delivery.texts:
        result["fields"] = dict(delivery.texts)
    if outcome.trace is not None:
        result["trace"] = trace_document(outcome.trace)
    return result


def _call(call: WebCall) -> dict[str, Any]:
    return {
        "method": call.method,
        "url": call.url,
        "headers": dict(call.headers),
        "body": call.body,
        "answer": call.answer or None,
        "status": call.status,
        "cached": call.cached,
        "attempt": call.attempt,
        "problem": call.problem or None,
        "unknown_options": dict(call.options),
        **place(call.span),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        **place(finding.span),
        "end_line": finding.end_line,
        "end_column": finding.end_column,
    }
