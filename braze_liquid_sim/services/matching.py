"""Whether an answer is for a request, and if not, what the first difference is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from braze_liquid_sim.services.http import Request, header

ANYTHING = "*"
"""As a query value, a header's value or the whole query."""

_PORTS = {"http": 80, "https": 443}
_PARAMETER = re.compile(r"\{(\w+)\}")
_SHOWN = 80
ABSENT = object()


class Difference(NamedTuple):
    """How a request differs from what an answer is for; a higher ``rank`` is found later, so the two are closer."""

    rank: int
    text: str


@dataclass(frozen=True)
class Expected:
    """The requests that an answer is for; None is anything."""

    method: str | None = None
    url: str | None = None
    pattern: re.Pattern[str] | None = None
    query: Mapping[str, Any] | None = None
    """Further pairs of the query; a list is a name that stands several times."""
    any_query: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = ABSENT
    """Text, or any other value for JSON."""

    def difference(self, request: Request) -> Difference | None:
        """The first difference in the order address, method, query, headers, body; None where it fits."""
        for rank, check in enumerate((self._address, self._method, self._query, self._headers, self._body)):
            if text := check(request):
                return Difference(rank, text)
        return None

    def parameters(self, request: Request) -> dict[str, str]:
        """What stands in the request's path in the place of ``{name}``, decoded."""
        if self.pattern:
            match = self.pattern.fullmatch(request.url)
            return {name: unquote(value or "") for name, value in match.groupdict().items()} if match else {}
        path = _safe_split(self.url or "").path
        match = _fits(path, _safe_split(request.url).path)
        return dict(zip(_PARAMETER.findall(path), map(unquote, match.groups()), strict=True)) if match else {}

    def _address(self, request: Request) -> str:
        if self.pattern:
            return "" if self.pattern.fullmatch(request.url) else f"the URL does not match {self.pattern.pattern!r}"
        if self.url is None:
            return ""
        ours, theirs = _safe_split(self.url), _safe_split(request.url)
        for what, one, other in (
            ("scheme", ours.scheme, theirs.scheme),
            ("host", (ours.hostname or ""), (theirs.hostname or "")),
            ("port", _port(ours), _port(theirs)),
        ):
            if one != other:
                return _said(what, other, one)
        return "" if _fits(ours.path, theirs.path) else _path_difference(ours.path or "/", theirs.path or "/")

    def _method(self, request: Request) -> str:
        if self.method is None or self.method.upper() == request.method:
            return ""
        return _said("method", request.method, self.method.upper())

    def _query(self, request: Request) -> str:
        if self.pattern or self.any_query or (self.url is None and self.query is None):
            return ""
        ours: dict[str, list[str]] = {}
        pairs = [*_pairs(self.url or "")]
        for name, value in (self.query or {}).items():
            pairs += [(name, _text(item)) for item in (value if isinstance(value, list) else [value])]
        for name, item in pairs:
            ours.setdefault(name, []).append(item)
        theirs: dict[str, list[str]] = {}
        for name, item in _pairs(request.url):
            theirs.setdefault(name, []).append(item)
        for name, values in ours.items():
            if name not in theirs:
                return f"the query value {name!r} is missing, the answer has {_shown(values[0])}"
            if values != [ANYTHING] and sorted(values) != sorted(theirs[name]):
                return _said(f"query value {name!r}", ", ".join(theirs[name]), ", ".join(values))
        for name, values in theirs.items():
            if name not in ours:
                return f"the query value {name!r} is {_shown(values[0])}, the answer has none"
        return ""

    def _headers(self, request: Request) -> str:
        for name, value in self.headers.items():
            found = header(request.headers, name)
            if found is None:
                return f"the header {name!r} is missing, the answer has {_shown(value)}"
            if value not in (ANYTHING, found):
                return _said(f"header {name!r}", found, value)
        return ""

    def _body(self, request: Request) -> str:
        if self.body is ABSENT:
            return ""
        body = request.body or ""
        expected = self.body
        if isinstance(expected, str):
            if expected == body:
                return ""
            try:
                expected = json.loads(expected)
            except ValueError:
                return _said("body", body, expected)
        try:
            value = json.loads(body)
        except ValueError:
            return f"the body is not JSON: {_shown(body)}"
        return json_difference(value, expected)


def json_difference(value: Any, expected: Any, path: str = "$") -> str:
    """The first difference of two JSON values in words; an empty text where there is none."""
    if isinstance(value, dict) and isinstance(expected, dict):
        for key, item in expected.items():
            if key not in value:
                return f"the body lacks {_step(path, key)}, the answer has {_shown(item)}"
            if text := json_difference(value[key], item, _step(path, key)):
                return text
        for key, item in value.items():
            if key not in expected:
                return f"the body's {_step(path, key)} is {_shown(item)}, the answer has no such key"
        return ""
    if isinstance(value, list) and isinstance(expected, list):
        for at, (item, other) in enumerate(zip(value, expected, strict=False)):
            if text := json_difference(item, other, f"{path}[{at}]"):
                return text
        if len(value) != len(expected):
            return f"the body's {path} has {len(value)} items, the answer's {len(expected)}"
        return ""
    if value == expected and isinstance(value, bool) == isinstance(expected, bool):
        return ""
    return f"the body's {path} is {_shown(value)}, the answer has {_shown(expected)}"


def _step(path: str, key: str) -> str:
    return f"{path}.{key}" if re.fullmatch(r"\w+", key) else f"{path}[{json.dumps(key, ensure_ascii=False)}]"


def _said(what: str, found: Any, expected: Any) -> str:
    return f"the {what} is {_shown(found)}, the answer has {_shown(expected)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _safe_split(url: str) -> Any:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _port(split: Any) -> int | None:
    try:
        return split.port or _PORTS.get(split.scheme)
    except ValueError:
        return None


def _pairs(url: str) -> list[tuple[str, str]]:
    return parse_qsl(_safe_split(url).query, keep_blank_values=True)


def _fits(ours: str, theirs: str) -> re.Match[str] | None:
    """Whether a path is that of an answer: ``{name}`` is anything but nothing and slashes."""
    return _path_pattern(ours or "/").fullmatch(_encoded(theirs or "/"))


@lru_cache(maxsize=1000)
def _path_pattern(path: str) -> re.Pattern[str]:
    parts = _PARAMETER.split(path)
    return re.compile("".join("([^/]+)" if at % 2 else re.escape(_encoded(part)) for at, part in enumerate(parts)))


def _encoded(path: str) -> str:
    """The same path, every character of it encoded that can be."""
    return "/".join(quote(unquote(part), safe="", errors="replace") for part in path.split("/"))


def _path_difference(ours: str, theirs: str) -> str:
    """The first segment that differs."""
    expected, found = ours.split("/"), theirs.split("/")
    for at, (one, other) in enumerate(zip(expected, found, strict=False)):
        if one != other and not _fits(one, other):
            return _said(f"path's part {at}", other, one)
    return _said("path", theirs, ours)
