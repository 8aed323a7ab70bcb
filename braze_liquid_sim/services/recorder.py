"""Keeps what live calls brought as answers, so that the next render needs no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.model import Span
from braze_liquid_sim.services.credentials import Credential
from braze_liquid_sim.services.http import Request, Response, Transport, header
from braze_liquid_sim.services.web import parsed

if TYPE_CHECKING:
    from braze_liquid_sim.services.provider import Session

Save = Callable[[list[dict[str, Any]]], None]
"""Writes all answers so far; called after each call."""


class Recorder:
    """Passes calls on and writes down their answers; implements ``Transport``.

    Headers of requests are left out, since they hold what may not be shown; a secret anywhere else is replaced by the
    name of its credential. A later answer for the same request takes the place of an earlier one.
    """

    def __init__(self, transport: Transport, credentials: Mapping[str, Credential], save: Save) -> None:
        self._transport = transport
        self._secrets = [(secret, f"<{name}>") for name, one in credentials.items() for secret in one.secrets]
        self._secrets.sort(key=lambda pair: len(pair[0]), reverse=True)
        self._save = save
        self._answers: dict[tuple[str, str, str | None], dict[str, Any]] = {}

    def send(self, request: Request, session: Session, span: Span) -> Response:
        """The answer of the transport behind."""
        response = self._transport.send(request, session, span)
        answer = self._said(response)
        if answer:
            url = self._clean(request.url)
            asked = {"method": request.method, "url": url, **self._body(request.body)}
            key = request.method, request.url, request.body
            self._answers[key] = {"name": f"{request.method} {url}", "request": asked, "answer": answer}
            self._save(list(self._answers.values()))
        return response

    def _said(self, response: Response) -> dict[str, Any]:
        if response.problem == "timeout":
            return {"timeout": True}
        if response.problem or response.status is None or response.too_long:
            return {}
        said: dict[str, Any] = {"status": response.status}
        if kind := header(response.headers, "Content-Type"):
            said["headers"] = {"Content-Type": kind}
        return {**said, **self._body(response.body)}

    def _body(self, body: str | None) -> dict[str, Any]:
        if not body:
            return {}
        body = self._clean(body)
        try:
            value = parsed(body)
        except ValueError:
            return {"body": body}
        return {"json": value}

    def _clean(self, text: str) -> str:
        for secret, name in self._secrets:
            text = text.replace(secret, name)
            text = text.replace(json.dumps(secret)[1:-1], name)
        return text
