"""What surrounds every output in the text that is built: a JSON string, a part of a link, an attribute of HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from braze_liquid_sim.dialect.syntax import Body, Node, Output, Text
from braze_liquid_sim.dialect.tags.abort_message import AbortMessageTag
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.raw import Raw
from braze_liquid_sim.engine.analysis import children
from braze_liquid_sim.lint.meaning.value import GAP, Piece

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field

InJson = Literal["", "string", "key", "value"]
InUrl = Literal["", "start", "host", "path", "query", "name", "fragment"]

_JSON = re.compile(rf"\s*(?:\w+=)?(?:\{{\s*[\"}}]|\[\s*(?:[\[{{\"\]]|-?\d))|\s*[\[{{]\s*{GAP}(?s:.*)[\]}}]\s*\Z")
_LINK = re.compile(r"""[^\s"'<>`\\(){}\[\]]*\Z""")
_SCHEME = re.compile(r"(?:[a-z][a-z+.-]*:)?//|mailto:|tel:|sms:", re.IGNORECASE)
_BARE_LINK = re.compile(rf"(?:{GAP}|[\w-]+(?:\.[\w-]+)+)?(?:/[^?]*)?\?[\w.\[\]-]+=")
_FORM = re.compile(r"[\w.\[\]-]+=")
_ATTRIBUTE = re.compile(r"""<[a-zA-Z][^<>]*?[\s"']([\w:-]+)\s*=\s*(?:"[^"<>]*|'[^'<>]*|[^\s"'<>]*)\Z""")
_LINKED_DATA = re.compile(r"<script[^<>]*ld\+json[^<>]*>\s*(?=[{\[])", re.IGNORECASE)
"""JSON in a page of HTML."""
_WINDOW = 4_000
"""Characters before an output that can matter to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output stands."""

    json: InJson = ""
    """In a JSON text: inside a string, inside the name of a key, or where a value stands without quotes."""
    url: InUrl = ""
    """In a link: at its very start, or in which part of it."""
    key: str = ""
    """The name of the query parameter, or of the JSON key, that it is the value of."""
    attribute: str = ""
    """The attribute of HTML that it stands in, in lower case."""
    stream: Node | None = None
    """The tag that builds the text; None for the field itself."""
    url_text: str = ""
    """The link before it, with gaps."""


@dataclass(frozen=True)
class Stream:
    """One text that a template builds: the field itself, a ``capture``, the parts of a call."""

    node: Node | None
    name: str
    """``""`` for the field and a capture; ``url``, ``body``, ``headers`` … for the parts of a call."""
    pieces: tuple[Piece, ...]
    outputs: list[Output] = field(default_factory=list)
    """In the order of the text; those of captures inside it are not among them."""

    @cached_property
    def shape(self) -> str:
        """The text, a gap for everything that depends on the user."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def is_json(self) -> bool:
        """Whether it begins as JSON does."""
        return _JSON.match(self.shape) is not None

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(piece.text) for piece in self.pieces))

    def offset(self, index: int) -> int | None:
        """Where in the lexed text a character of the shape stands; None for a gap and for what another file says."""
        at = bisect_right(self._ends, index)
        if at >= len(self.pieces) or self.pieces[at].start is None:
            return None
        return self.pieces[at].start + index - (self._ends[at - 1] if at else 0)  # type: ignore[operator]


def places_of(field: Field) -> Places:
    """Look at every text that a field builds."""
    return Places(field)


class Places:
    """The streams of a field, and the place of every output in them."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._places: dict[int, Place] = {}
        self.streams: list[Stream] = []
        flow = field.flow
        self._add(Stream(None, "", flow.pieces), field.body, is_url=field.name == "url")
        for capture in field.all(Capture):
            self._add(Stream(capture, "", flow.value(capture).pieces), capture.body)
        for call in field.all(ConnectedContent):
            self._add(Stream(call, "url", flow.built(call.url).pieces), call.url, is_url=True)
            for name, body in zip(call.fields, call.values, strict=True):
                self._add(Stream(call, name, flow.built(body).pieces), body)

    def of(self, output: Output) -> Place:
        """The place of an output."""
        return self._places.get(id(output), Place())

    def _add(self, stream: Stream, body: Body, *, is_url: bool = False) -> None:
        self.streams.append(stream)
        is_form = stream.name == "body" or (stream.node is None and self._field.file.is_webhook)
        _Walk(self._field, stream, self._places, is_url=is_url, is_form=is_form).body(body, _Reader(stream.is_json))


class _Walk:
    """Reads a stream from front to back; every branch begins where the one before it began."""

    def __init__(self, field: Field, stream: Stream, places: dict[int, Place], *, is_url: bool, is_form: bool) -> None:
        self._field = field
        self._stream = stream
        self._places = places
        self._is_url = is_url
        self._is_form = is_form

    def body(self, body: Body, reader: _Reader) -> _Reader:
        """Read nodes; the reader behind them."""
        for node in body.nodes:
            if isinstance(node, Text | Raw):
                reader.read(node.text)
            elif isinstance(node, Output):
                self._stream.outputs.append(node)
                self._places[id(node)] = self._place(reader)
                reader.read(self._field.flow.value(node).shape)
            elif not isinstance(node, Capture | ConnectedContent):
                reader = self._branches(node, reader)
        return reader

    def _branches(self, node: Node, reader: _Reader) -> _Reader:
        behind = [(self.body(body, reader.copy()), _aborts(body)) for body in _bodies(node)]
        return next((other for other, aborts in behind if not aborts), reader)

    def _place(self, reader: _Reader) -> Place:
        before = reader.text[-_WINDOW:]
        found = _LINK.search(before)
        link = found[0] if found else ""
        attribute = None if self._stream.is_json else _ATTRIBUTE.search(before)
        url, key = self._part(link, in_attribute=bool(attribute))
        return Place(
            reader.place,
            url,
            key or reader.key,
            attribute[1].lower() if attribute else "",
            self._stream.node,
            link,
        )

    def _part(self, link: str, *, in_attribute: bool) -> tuple[InUrl, str]:
        """The part of a link that comes next, and the name of the parameter whose value it is."""
        scheme = _SCHEME.search(link)
        if scheme:
            rest = link[scheme.end() :]
        elif self._is_url or _BARE_LINK.match(link) or (in_attribute and link.startswith(("/", GAP))):
            rest = link
        elif self._is_form and _FORM.match(link):
            rest = f"?{link}"
        else:
            return "", ""
        return _part_of(rest)


def _part_of(rest: str) -> tuple[InUrl, str]:
    if "#" in rest:
        return "fragment", ""
    path, mark, query = rest.partition("?")
    if mark:
        name, equals, _ = query.rpartition("&")[2].partition("=")
        return ("query", name) if equals else ("name", "")
    if "/" in path:
        return "path", ""
    return ("host" if path else "start"), ""


def _aborts(body: Body) -> bool:
    return any(isinstance(node, AbortMessageTag) for node in body.nodes)


def _bodies(node: Any) -> Iterator[Body]:
    seen: set[int] = set()
    for child in children(node):
        if isinstance(child, Body) and id(child) not in seen:
            seen.add(id(child))
            yield child


class _Reader:
    """Knows, at every point of a text, whether a JSON string is open."""

    def __init__(self, is_json: bool) -> None:
        self.text = ""
        self._is_json = is_json
        self._string_at = -1
        """Where the open string begins; -1 outside of one."""
        self._string = ""
        """The last string that was closed."""
        self._awaits = ""
        """The key whose value comes next."""
        self._escaped = False
        self._depth = 0
        """Brackets that are open; what follows the last one is no JSON."""

    def copy(self) -> _Reader:
        """Another one at the same point."""
        twin = _Reader(self._is_json)
        twin.__dict__.update(self.__dict__)
        return twin

    def read(self, text: str) -> None:
        """Go on behind some text."""
        start = len(self.text)
        self.text += text
        self._steps(start)
        if "ld+json" in text:
            for script in _LINKED_DATA.finditer(self.text, start):
                self._is_json = True
                self._steps(script.end())

    def _steps(self, start: int) -> None:
        for at in range(start, len(self.text)):
            if not self._is_json:
                break
            self._step(at, self.text[at])

    def _step(self, at: int, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif self._string_at >= 0:
            if character == "\\":
                self._escaped = True
            elif character == '"':
                self._string = self.text[self._string_at + 1 : at]
                self._string_at = -1
        elif character == '"':
            self._string_at = at
        elif character == ":":
            self._awaits = self._string
        elif character in ",{":
            self._awaits = ""
        if self._string_at < 0 and character in "{}[]":
            self._depth += 1 if character in "{[" else -1
            self._is_json = self._depth > 0

    @property
    def place(self) -> InJson:
        """What an output that comes next stands in."""
        if not self._is_json or not self.text.strip():
            return ""
        if self._string_at < 0:
            return "value"
        before = self.text[: self._string_at].rstrip()
        return "key" if before.endswith(("{", ",")) and not self._in_array(before) else "string"

    def _in_array(self, before: str) -> bool:
        """Whether the innermost bracket that is open is one of an array, as far as a glance tells."""
        depth = 0
        for character in reversed(before[-_WINDOW:]):
            if character in "]}":
                depth += 1
            elif character in "[{":
                if not depth:
                    return character == "["
                depth -= 1
        return False

    @property
    def key(self) -> str:
        """The key whose value comes next."""
        return self._awaits if self._is_json else ""
