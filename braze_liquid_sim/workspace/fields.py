"""The fields of a message: each is a template of its own, and no variable crosses from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import MappedSource, Source
from braze_liquid_sim.workspace.parameters import filled_text
from braze_liquid_sim.workspace.places import Scalar, scalars

TEXT_FIELDS = ("subject", "preheader", "from", "reply_to", "title")
"""Keys of the front matter that are sent with the body, in the order in which they are shown."""

METHODS = ("POST", "GET", "PUT", "DELETE")
"""The methods of a webhook."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The templates of one message by field; what a message does not have is empty."""

    body: Source | None
    """None where the body is made of ``pairs``."""
    texts: Mapping[str, Source] = field(default_factory=dict)
    url: Source | None = None
    method: str = "POST"
    headers: Mapping[str, Source] = field(default_factory=dict)
    pairs: Mapping[str, Source] = field(default_factory=dict)
    """The key-value pairs that a webhook's JSON body is made of."""

    def __iter__(self) -> Iterator[tuple[str, Source]]:
        """Every field that is a template, under the name that messages use for it."""
        if self.url:
            yield "url", self.url
        yield from ((f"headers.{name}", source) for name, source in self.headers.items())
        yield from self.texts.items()
        yield from ((f"body.{name}", source) for name, source in self.pairs.items())
        if self.body:
            yield "body", self.body


def fields_of(source: Source) -> Fields:
    """Take a template file apart; a content block, and a template without front matter, is its body alone.

    Raises:
        UsageError: a field is no text, the method is none of a webhook's, or there are two bodies.
    """
    front_matter = source.front_matter
    known = (*TEXT_FIELDS, "url", "method", "headers", "body")
    if source.kind == "content_block" or not any(key in front_matter for key in known):
        return Fields(source)
    written = _Written(source)
    texts = {name: found for name in TEXT_FIELDS if (found := written.text(name))}
    url = written.text("url")
    headers = written.texts("headers")
    body = front_matter.get("body")
    if body is not None and source.text[source.body_start :].strip():
        raise written.error("body", "there are two bodies", "Keep the one in the front matter, or the one below it.")
    if isinstance(body, dict):
        return Fields(None, texts, url, written.method(), headers, written.texts("body"))
    own = written.text("body") if body is not None else source
    return Fields(own, texts, url, written.method(), headers)


class _Written:
    """The front matter of a source, with the place of everything in it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._base = source.text.index("\n") + 1
        closing = source.text.rfind("---", 0, source.body_start)
        found = scalars(source.text[self._base : closing])
        self._scalars = {scalar.path: scalar for scalar in found}

    def text(self, name: str) -> MappedSource | None:
        """The field of that name; None where it is absent or null."""
        value = self._source.front_matter.get(name)
        if value is None:
            return None
        if isinstance(value, dict | list):
            raise self.error(name, f"{name} is no text", "Write one line of text, in quotes if it holds a colon.")
        return self._field((name,), value)

    def texts(self, name: str) -> dict[str, Source]:
        """The fields of an object of texts."""
        value = self._source.front_matter.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.error(
                name, f"{name} is no object", "Write lines like 'Content-Type: application/json' below it."
            )
        return {key: self._one(name, key, below) for key, below in value.items() if below is not None}

    def _one(self, name: str, key: str, value: Any) -> Source:
        if isinstance(value, dict | list):
            raise self.error(name, f"{name}.{key} is no text", "Write JSON below the front matter for a nested body.")
        return self._field((name, key), value)

    def method(self) -> str:
        """The method in capitals; POST unless the file says otherwise."""
        method = str(self._source.front_matter.get("method") or "POST").upper()
        if method not in METHODS:
            raise self.error("method", f"the method is {method:.40}", f"Write one of {', '.join(METHODS)}.")
        return method

    def error(self, name: str, message: str, help: str) -> UsageError:
        """The error for a field, with its line."""
        at = next((scalar.offsets[0] for path, scalar in self._scalars.items() if path[0] == name), 0)
        line, _ = self._source.position(self._base + at)
        return UsageError(f"{self._source.name}:{line}: {message}", help=help)

    def _field(self, path: tuple[str, ...], value: Any) -> MappedSource:
        source = self._source
        scalar = self._scalars.get(path)
        if scalar is None:
            # A value that YAML merged in from elsewhere has no place of its own.
            text = str(value)
            scalar = Scalar(path, text, (0,) * (len(text) + 1))
        offsets = tuple(self._base + offset for offset in scalar.offsets)
        text, offsets = filled_text(scalar.text, offsets, source)
        return MappedSource(source.text, source.name, source.kind, values=source.values, value=text, offsets=offsets)
