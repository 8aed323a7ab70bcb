"""JSON as strict and as lenient readers see it, and the texts of a message that are meant to be JSON."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from braze_liquid_sim.checks.evidence.case import Case, Made

_BEGINS = re.compile(r"\s*(?:\{\s*[\"}']|\[\s*[\"{\[\]])")
_CONSTANT = re.compile(r"(?<![\w\"])-?(?:NaN|Infinity)\b")


@dataclass(frozen=True, slots=True)
class Payload:
    """A text that somebody will read as JSON."""

    what: str
    """``the webhook's body``, ``the JSON in 'passData'``, ``the body of the call to host``."""
    made: Made

    @property
    def text(self) -> str:
        """The JSON."""
        return self.made.text


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no JSON, and where."""

    reason: str
    offset: int


class Pairs(list[tuple[str, Any]]):
    """The members of an object, those that stand twice twice."""


def fault_of(text: str) -> Fault | None:
    """What a strict reader refuses first; keys that stand twice and NaN, too."""
    twice: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        twice.extend(key for number, key in enumerate(keys) if key in keys[:number])

    try:
        json.loads(text, object_pairs_hook=members, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Fault(_in_words(error.msg, text, error.pos), error.pos)
    except _NoConstant as error:
        found = _CONSTANT.search(text)
        return Fault(f"{error} is no value in JSON", found.start() if found else 0)
    except RecursionError:
        return Fault("it is nested too deeply", 0)
    if twice:
        return Fault(f"the key {json.dumps(twice[0], ensure_ascii=False)} stands twice", _second(text, twice[0]))
    return None


def read(text: str) -> Any:
    """The value as a lenient reader has it, with objects as :class:`Pairs`; ValueError where nobody can read it."""
    try:
        return json.loads(text, object_pairs_hook=Pairs, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


_DEEP = 100
"""Levels that are looked into; no payload has so many, and Python's own stack ends soon behind them."""


def keys(value: Any, above: str = "", depth: int = 0) -> list[str]:
    """The paths of all members in order, down to so many levels; items of lists are counted."""
    if depth > _DEEP:
        return []
    if isinstance(value, Pairs):
        below = [(f"{above}.{key}" if above else key, item) for key, item in value]
    elif isinstance(value, list):
        below = [(f"{above}[{number}]", item) for number, item in enumerate(value)]
    else:
        return []
    return [path for name, item in below for path in (name, *keys(item, name, depth + 1))]


def strings(text: str) -> Iterator[tuple[str, str, int]]:
    """Each member whose value is a string, with the value and where its text begins; none of what is no JSON."""
    if fault_of(text):
        return
    for found in _MEMBER.finditer(text):
        yield json.loads(f'"{found[1]}"'), json.loads(f'"{found[2]}"'), found.start(2)


_MEMBER = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"')


@lru_cache(4)  # most checks ask for those of the same case
def payloads(case: Case) -> tuple[Payload, ...]:
    """The texts of an outcome that are meant to be JSON: a webhook's body, data that goes into base64, bodies of calls.

    A piece of JSON in a variable that is put together with others is none.
    """
    return (*_body(case), *_calls(case), *_encoded(case))


def _body(case: Case) -> Iterator[Payload]:
    request = case.delivery.request
    text = case.text("body")
    if case.file.parts.pairs or not text.strip():
        return
    if request is None:
        if text.lstrip().startswith('{"') and text.rstrip().endswith("}"):
            yield Payload("the body", case.field("body"))
        return
    kind = content_type(request.headers)
    if request.body and ("json" in kind or (not kind and text.lstrip()[:1] in "{[")):
        yield Payload("the webhook's body", case.field("body"))


def _calls(case: Case) -> Iterator[Payload]:
    for call in case.calls:
        if call.body and "json" in content_type(call.headers) and (made := case.built(call.body)):
            yield Payload(f"the body of the call to {_host(call.url)}", made)


def content_type(headers: Mapping[str, str]) -> str:
    """The kind of a body, in lower case; empty where no header tells it."""
    return next((value.lower() for name, value in headers.items() if name.lower() == "content-type"), "")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _encoded(case: Case) -> Iterator[Payload]:
    """Variables that hold JSON whose base64 stands in what is sent."""
    candidates = {made.text: made for made in reversed(case.made) if made.name and _BEGINS.match(made.text)}
    if not candidates:
        return
    sent = "\n".join([*case.texts.values(), *(call.url for call in case.calls), *(made.text for made in case.made)])
    sent = sent.replace("+", "-").replace("/", "_")
    done: set[str] = set()
    for made in reversed(candidates.values()):
        text = made.text.strip()
        if text not in done and any(_in_base64(form) in sent for form in (text, made.text)):
            done.add(text)
            yield Payload(f"the JSON in {made.name!r}", made)


def _in_base64(text: str) -> str:
    """The base64 of a text, but for its end, which depends on what follows."""
    encoded = base64.urlsafe_b64encode(text.encode("utf-8", "replace")).decode()
    return encoded[: max(len(encoded) - 4, 8)]


class _NoConstant(ValueError):
    """``NaN`` or ``Infinity``."""


def _refuse(name: str) -> Any:
    raise _NoConstant(name)


def _second(text: str, key: str) -> int:
    """Where a key stands for the second time."""
    found = list(re.finditer(rf'"{re.escape(json.dumps(key, ensure_ascii=False)[1:-1])}"\s*:', text))
    return found[1].start() if len(found) > 1 else 0


def _in_words(reason: str, text: str, offset: int) -> str:
    found = text[offset : offset + 1]
    if reason.startswith("Invalid control character"):
        return f"a raw {_CONTROLS.get(found, 'control character')} inside a string"
    if reason.startswith("Invalid \\escape"):
        return f"{text[offset : offset + 2]!r} is no escape"
    if reason.startswith("Unterminated string"):
        return "a string has no end"
    if reason.startswith("Expecting"):
        what = reason.removeprefix("Expecting ").replace(" delimiter", "").replace(" enclosed in double quotes", "")
        return f"{what} is expected where {_shown(found)} stands"
    if reason.startswith("Extra data"):
        return f"{_shown(found)} stands behind its end"
    return reason


_CONTROLS = {"\n": "line break", "\r": "line break", "\t": "tab"}


def _shown(character: str) -> str:
    return f"'{character}'" if character.strip() else "nothing" if not character else "a blank"
