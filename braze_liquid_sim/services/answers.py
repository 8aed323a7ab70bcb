"""Answers that stand ready for web calls: what each is for, and what it says.

An answer is ``{name, request, answer}``. ``request`` has any of ``method``, ``url`` (``{id}`` for a part of the path),
``pattern`` (a regular expression for the whole URL), ``query``, ``headers``, ``body``, ``json``; ``answer`` has
``status``, ``headers``, one of ``body``, ``json``, ``file``, and ``delay``, ``timeout``, ``liquid``. ``answers`` is a
list of them, one after the other, the last for good; ``times`` is how often the answer is given in one render. In short
it is ``{url, status, headers, body}``, with the parts of both in one object; the headers are then the answer's.

With ``liquid: true`` body and headers are Liquid for the user, with the variable ``request``: ``method``, ``url``,
``path`` (its parts by name), ``query``, ``headers``, ``body`` and ``json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from braze_liquid_sim.errors import RenderFailure, UsageError
from braze_liquid_sim.model import Span
from braze_liquid_sim.services.http import Request, Response, starred
from braze_liquid_sim.services.matching import ABSENT, ANYTHING, Difference, Expected

if TYPE_CHECKING:
    from braze_liquid_sim.services.provider import Session

_PARTS = ("name", "request", "answer", "answers", "times")
_ASKED = ("method", "url", "pattern", "query", "headers", "body", "json")
_SAID = ("status", "headers", "body", "json", "file", "delay", "timeout", "liquid")


@dataclass(frozen=True)
class Said:
    """One response as written; ``folder`` is where its file stands."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    value: Any = ABSENT
    """JSON instead of a body."""
    file: str | None = None
    folder: Path | None = None
    delay: float = 0.0
    timeout: bool = False
    liquid: bool = False

    def response(self, name: str, render: Callable[[str], str]) -> Response:
        """The response; ``render`` renders Liquid with the request in it."""
        if self.timeout:
            return Response(None, answer=name, problem="timeout", seconds=max(self.delay, 2.0))
        text = self._text(render if self.liquid else str)
        headers = {key: render(value) if self.liquid else value for key, value in self.headers.items()}
        return Response(self.status, headers, text, self.delay, name)

    def _text(self, render: Callable[[str], str]) -> str:
        if self.value is not ABSENT:
            return json.dumps(_each(self.value, render), ensure_ascii=False)
        if self.file is None:
            return render(self.body)
        assert self.folder
        path = (self.folder / self.file).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise UsageError(f"{self.file!r}: leads out of {self.folder.as_posix()}", help="Copy the file into it.")
        try:
            return render(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path.as_posix()}: cannot be read: {error}") from error


@dataclass(frozen=True)
class Answer:
    """Requests, and what they are answered with."""

    name: str
    expected: Expected
    said: tuple[Said, ...]
    times: int | None = None


def answers_of(given: Any, *, name: str = "answers", folder: Path | None = None) -> list[Answer]:
    """Answers from a list of them, or from a mapping of URLs to what each says (or to a list: a sequence).

    Raises:
        UsageError: something in it is not as the module says; ``name`` is how the message calls it.
    """
    if given is None:
        return []
    if isinstance(given, Mapping):
        pairs = [{"name": url, "request": {"url": url}, **_short(value)} for url, value in given.items()]
        return [_answer(pair, f"{name}: {pair['name']}", "", folder) for pair in pairs]
    if not isinstance(given, list):
        raise UsageError(f"{name}: answers are a list, or an object of URLs", help=_HELP)
    return [
        item if isinstance(item, Answer) else _answer(item, f"{name}: answer {at}", f"{name} #{at}", folder)
        for at, item in enumerate(given, 1)
    ]


_HELP = "Write a list of objects with request and answer."


def _short(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {"answers": value}
    return {"answer": {"body": value} if isinstance(value, str) else value}


def _spelt_out(given: Any) -> Any:
    """``{url, status, body …}`` in one object, as a list from Python may hold it, as request and answer."""
    if not isinstance(given, Mapping) or "url" not in given:
        return given
    parts: dict[str, Any] = {"request": {}, "answer": {}}
    for key, value in given.items():
        if key in _PARTS:
            parts[key] = value
        else:
            parts["request" if key in _FLAT_REQUEST else "answer"][key] = value
    return parts


_FLAT_REQUEST = frozenset(("method", "url", "pattern", "query"))


def _answer(given: Any, place: str, name: str, folder: Path | None) -> Answer:
    given = _spelt_out(given)
    _check(given, _PARTS, place)
    if ("answer" in given) == ("answers" in given):
        raise UsageError(f"{place}: needs one of answer and answers", help=_HELP)
    said = given["answers"] if "answers" in given else [given["answer"]]
    if not isinstance(said, list) or not said:
        raise UsageError(f"{place}: answers is a list with something in it", help=_HELP)
    times = given.get("times")
    if times is not None and (type(times) is not int or times < 1):
        raise UsageError(f"{place}: times is {times!r}, not a number above 0")
    request = _expected(given.get("request", {}), f"{place}, request")
    return Answer(
        str(given.get("name") or name), request, tuple(_said(one, f"{place}, answer", folder) for one in said), times
    )


def _check(given: Any, known: tuple[str, ...], place: str) -> None:
    if not isinstance(given, Mapping):
        raise UsageError(f"{place}: is {type(given).__name__}, not an object", help=_HELP)
    for key in given:
        if key not in known:
            raise UsageError(f"{place}: unknown key {key!r}", help=f"There are: {', '.join(known)}.")


def _expected(given: Any, place: str) -> Expected:
    _check(given, _ASKED, place)
    if ("url" in given) and ("pattern" in given):
        raise UsageError(f"{place}: url and pattern together", help="Keep one.")
    try:
        pattern = re.compile(given["pattern"]) if "pattern" in given else None
    except re.error as error:
        raise UsageError(f"{place}: pattern is no regular expression: {error}") from None
    query = given.get("query")
    if query is not None and query != ANYTHING and not isinstance(query, Mapping):
        raise UsageError(f"{place}: query is an object, or '*'")
    return Expected(
        _optional_text(given, "method", place),
        _optional_text(given, "url", place),
        pattern,
        query if isinstance(query, Mapping) else None,
        query == ANYTHING,
        _headers(given.get("headers", {}), place),
        given.get("json", given.get("body", ABSENT)),
    )


def _said(given: Any, place: str, folder: Path | None) -> Said:
    _check(given, _SAID, place)
    bodies = [key for key in ("body", "json", "file") if key in given]
    if len(bodies) > 1:
        raise UsageError(f"{place}: {' and '.join(bodies)} together", help="Keep one.")
    status, delay = given.get("status", 200), given.get("delay", 0)
    if type(status) is not int or not 100 <= status <= 599:
        raise UsageError(f"{place}: status is {status!r}, not a number from 100 to 599")
    if type(delay) not in (int, float) or delay < 0:
        raise UsageError(f"{place}: delay is {delay!r}, not a number of seconds")
    body = given.get("body", "")
    value = given.get("json", ABSENT)
    if not isinstance(body, str):
        body, value = "", body
    if "file" in given and folder is None:
        raise UsageError(f"{place}: a file needs a folder to stand in", help="Write body or json.")
    return Said(
        status,
        _headers(given.get("headers", {}), place),
        body,
        value,
        _optional_text(given, "file", place),
        folder,
        float(delay),
        bool(given.get("timeout", False)),
        bool(given.get("liquid", False)),
    )


def _optional_text(given: Mapping[str, Any], key: str, place: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{place}: {key} is {value!r:.40}, not text", help="Put it in quotes.")
    return value


def _headers(given: Any, place: str) -> dict[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        raise UsageError(f"{place}: headers are an object of texts", help="Put the values in quotes.")
    return {str(name): value for name, value in given.items()}


def _each(value: Any, render: Callable[[str], str]) -> Any:
    """A JSON value with every text in it rendered."""
    if isinstance(value, str):
        return render(value)
    if isinstance(value, Mapping):
        return {key: _each(item, render) for key, item in value.items()}
    return [_each(item, render) for item in value] if isinstance(value, list) else value


class Answers:
    """Answers a call from the first answer that fits; implements ``Transport``."""

    def __init__(
        self, answers: list[Answer], secrets: frozenset[str] = frozenset(), used: set[str] | None = None
    ) -> None:
        self._answers = answers
        self._secrets = secrets
        self._used: set[str] = set() if used is None else used

    @property
    def unused(self) -> list[str]:
        """Names of the answers that nothing has asked for."""
        return [answer.name for answer in self._answers if answer.name not in self._used]

    def send(self, request: Request, session: Session, span: Span) -> Response:
        """The answer; counted for each render, so that no user's answers hang on another's."""
        missed: list[tuple[Difference, Answer]] = []
        for at, answer in enumerate(self._answers):
            difference = answer.expected.difference(request)
            given = session.answered.get(at, 0)
            if difference is None and answer.times is not None and given >= answer.times:
                difference = Difference(9, f"it is given {answer.times} times only")
            if difference is None:
                self._used.add(answer.name)
                session.answered[at] = given + 1
                said = answer.said[min(given, len(answer.said) - 1)]
                variables = {"request": _parts(request, answer)} if said.liquid else {}
                return said.response(answer.name, partial(session.rerender, variables=variables))
            missed.append((difference, answer))
        raise self._unanswered(request, _nearest(missed, request), span)

    def _unanswered(self, request: Request, nearest: tuple[Difference, Answer] | None, span: Span) -> RenderFailure:
        message = f"Nothing answers {request.method} {request.url}."
        help = "Write an answer for it into connected_content/."
        if nearest:
            help = f"The nearest answer is {nearest[1].name!r}: {nearest[0].text}."
        return RenderFailure("unanswered-call", starred(message, self._secrets), span, starred(help, self._secrets))


def _nearest(missed: list[tuple[Difference, Answer]], request: Request) -> tuple[Difference, Answer] | None:
    """The first of the answers that fit furthest; of several, the one whose address is most like the one asked."""
    furthest = max((difference.rank for difference, _ in missed), default=0)
    closest = [one for one in missed if one[0].rank == furthest]
    if len(closest) < 2:
        return closest[0] if closest else None
    from difflib import SequenceMatcher

    def alikeness(one: tuple[Difference, Answer]) -> float:
        return SequenceMatcher(None, one[1].expected.url or "", request.url[:1000], autojunk=False).quick_ratio()

    return max(closest, key=alikeness)


def _parts(request: Request, answer: Answer) -> dict[str, Any]:
    """The request as a value of Liquid."""
    try:
        value = json.loads(request.body or "")
    except ValueError:
        value = None
    return {
        "method": request.method,
        "url": request.url,
        "path": answer.expected.parameters(request),
        "query": dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True)),
        "headers": dict(request.headers),
        "body": request.body,
        "json": value,
    }
