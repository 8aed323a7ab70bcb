"""``connected_content`` between the tag and whatever answers: what Braze sends, and what it makes of the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from braze_liquid_sim.dialect.services import Call, Reply
from braze_liquid_sim.errors import RenderFailure
from braze_liquid_sim.model import Span
from braze_liquid_sim.services.credentials import Credential, secrets_of
from braze_liquid_sim.services.faults import fault
from braze_liquid_sim.services.http import (
    Request,
    Response,
    Transport,
    WebCall,
    header,
    starred,
    starred_headers,
)
from braze_liquid_sim.services.memory import Key, Memory, age_of
from braze_liquid_sim.services.misses import unknown

if TYPE_CHECKING:
    from braze_liquid_sim.services.provider import Session

STATUS_KEY = "__http_status_code__"
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_PORTS = (None, 80, 443)
_DEEPEST = 100
_NANOSECOND = 1_000_000_000
_RESTS = Response(598, problem="unhealthy host")
"""What Braze makes up for a host that it lets rest."""


class Web:
    """The calls of a run."""

    def __init__(
        self,
        transport: Transport,
        credentials: Mapping[str, Credential],
        memory: Memory,
        *,
        workspace: str = "",
        fault_name: str | None = None,
        allowed_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self._transport = transport
        self._credentials = credentials
        self._workspace = workspace
        self._fault = fault(fault_name) if fault_name else None
        self._allowed = allowed_hosts
        self._memory = memory
        self.secrets = secrets_of(credentials)

    def call(self, call: Call, session: Session) -> tuple[Reply, bool]:
        """Make a call: what the tag gets of it, and whether the message is to be tried again because of it."""
        request, refusal = self._request(call)
        cached = False
        if refusal:
            response = Response(None, problem=refusal)
        else:
            response, cached = self._answered(request, call, session)
        session.calls.append(self._record(request, response, call, session.retries.attempt, cached=cached))
        return self._reply(response, call, session), call.retry and _fails(response)

    def _answered(self, request: Request, call: Call, session: Session) -> tuple[Response, bool]:
        """The answer, and whether it comes from the cache."""
        if self._fault:
            return self._fault, False
        now = session.now.epoch_ns // _NANOSECOND
        kept = self._kept_for(request, call)
        key: Key = (self._workspace, request.url, header(request.headers, "Content-Type") or "", request.body or "")
        if kept and (response := self._memory.cache.get(key, now)):
            return response, True
        host = urlsplit(request.url).hostname or ""
        if self._memory.hosts.rests(host, now):
            return _RESTS, False
        try:
            response = self._transport.send(request, session, call.span)
        except RenderFailure:
            lost = Response(None, problem="unanswered")
            session.calls.append(self._record(request, lost, call, session.retries.attempt, cached=False))
            raise
        self._memory.hosts.note(host, now, response)
        if kept and response.usable:
            self._memory.cache.put(key, response, now, kept)
        return response, False

    def _kept_for(self, request: Request, call: Call) -> int:
        """Seconds that the answer may be kept: GET 5 minutes, POST only if told; personal calls are assumed to skip."""
        if call.personal or (call.no_cache and request.method == "GET"):
            return 0
        if request.method == "POST" and call.cache_max_age is None:
            return 0
        return age_of(call.cache_max_age)

    # The request

    def _request(self, call: Call) -> tuple[Request, str]:
        """What goes out, and why it does not, or an empty text."""
        url = call.url.replace("\xa0", "").strip()
        method = (call.method or "GET").strip().upper()
        if method not in ("GET", "POST"):
            message = f"connected_content knows the methods get and post, not {method.lower()!r}."
            raise RenderFailure("unsupported-method", message, call.span, "Write :method post, or leave it out.")
        headers = _default_headers(method, call.content_type)
        for name, value in _written_headers(call).items():
            _put(headers, name, value)
        refusal = _refusal(url, self._allowed)
        for wanted in (call.basic_auth, call.auth_credentials):
            if wanted is not None:
                credential = self._credential(wanted.strip(), call.span)
                if credential.deleted or not credential.fits((_split(url).hostname or "").casefold()):
                    refusal = refusal or ("deleted credential" if credential.deleted else "credential of other domains")
                else:
                    for key, secret in credential.sent.items():
                        _put(headers, key, secret)
        return Request(method, url, headers, _body(call.body, method, headers)), refusal

    def _credential(self, name: str, span: Span) -> Credential:
        if name not in self._credentials:
            raise unknown("credential", name, self._credentials, span, "[credentials] of braze-liquid.toml")
        return self._credentials[name]

    # The answer

    def _reply(self, response: Response, call: Call, session: Session) -> Reply:
        """Only a success in time and of no more than 1 MB counts; anything else leaves nothing in the tag's place."""
        if not response.usable:
            return Reply()
        text = session.rerender(response.body) if call.rerender else response.body
        try:
            value = parsed(text)
        except ValueError:
            return Reply(text=text)
        if isinstance(value, dict):
            value = {**value, STATUS_KEY: response.status}
        return Reply(saves=True, value=value)

    def _record(self, request: Request, response: Response, call: Call, attempt: int, *, cached: bool) -> WebCall:
        problem = response.problem
        if not problem and response.too_late:
            problem = "timeout"
        elif not problem and response.too_long:
            problem = "over 1 MB"
        return WebCall(
            request.method,
            starred(request.url, self.secrets),
            starred_headers(request.headers, self.secrets),
            None if request.body is None else starred(request.body, self.secrets),
            call.span,
            response.answer,
            599 if problem == "connection" else response.status,
            cached,
            response.seconds,
            problem,
            attempt,
            call.options,
        )


def parsed(text: str) -> Any:
    """The value of a JSON text; raises ValueError for what is none, as Ruby sees it."""
    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if text.count("[") + text.count("{") > _DEEPEST:
        level = [value]
        for _ in range(_DEEPEST + 1):
            level = [item for item in level if isinstance(item, list | dict)]
            level = [item for outer in level for item in (outer.values() if isinstance(outer, dict) else outer)]
        if level:
            raise ValueError("nested too deep")
    return value


def _refuse(name: str) -> None:
    raise ValueError(name)


def _fails(response: Response) -> bool:
    """Whether ``:retry`` tries again: for no answer, 5xx, and the 4xx that Braze counts against a host (assumed)."""
    status = response.status
    return (
        response.problem in ("connection", "unhealthy host", "tls")
        or response.too_late
        or (status is not None and (status >= 500 or status in (408, 429)))
    )


def _refusal(url: str, allowed: frozenset[str]) -> str:
    """Why no call is made to a URL, or an empty text."""
    split = _split(url)
    if split.scheme not in ("http", "https") or not split.hostname:
        return "no http(s) URL"
    try:
        port = split.port
    except ValueError:
        return "port"
    return "" if port in _PORTS or split.hostname.casefold() in allowed else "port"


def _split(url: str) -> Any:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _default_headers(method: str, content_type: str | None) -> dict[str, str]:
    """GET says JSON and takes anything, POST says form; ``:content_type`` sets both. A POST's Accept is assumed."""
    headers = {"User-Agent": "Braze Sender"}
    written = (content_type or "").strip()
    headers["Content-Type"] = written or (_JSON if method == "GET" else _FORM)
    headers["Accept"] = written or "*/*"
    return headers


def _written_headers(call: Call) -> dict[str, str]:
    if call.headers is None or not call.headers.strip():
        return {}
    try:
        value = json.loads(call.headers, strict=False)
    except ValueError as error:
        message = f"The headers are not JSON: {error}."
        raise RenderFailure("headers-not-json", message, call.span, _HEADERS_HELP) from None
    if not isinstance(value, dict):
        raise RenderFailure("headers-not-json", "The headers are no JSON object.", call.span, _HEADERS_HELP)
    return {name: item if isinstance(item, str) else json.dumps(item) for name, item in value.items()}


_HEADERS_HELP = 'Write :headers {"Name": "value"}, with json_escape behind values from outside.'


def _put(headers: dict[str, str], name: str, value: str) -> None:
    """Set a header in the place of one of the same name."""
    for known in [known for known in headers if known.casefold() == name.casefold()]:
        del headers[known]
    headers[name] = value


def _body(body: str | None, method: str, headers: Mapping[str, str]) -> str | None:
    """A form's pairs become JSON where the type of a POST says so; blanks at the ends go (assumed)."""
    if body is None:
        return None
    body = body.strip()
    kind = (header(headers, "Content-Type") or "").partition(";")[0].strip().casefold()
    if method != "POST" or kind != _JSON or "=" not in body:
        return body
    try:
        json.loads(body)
    except ValueError:
        if body[:1] not in ("{", "["):
            return json.dumps(dict(parse_qsl(body, keep_blank_values=True)), ensure_ascii=False)
    return body
