"""The texts of an outcome that are meant to be JSON."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from braze_liquid_sim.checks.evidence.case import Case, Made

_BEGINS = re.compile(r"\s*(?:\{\s*[\"}']|\[\s*[\"{\[\]])")


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
