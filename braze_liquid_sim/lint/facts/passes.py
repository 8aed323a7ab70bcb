"""PassKit in a template: calls of its API, data of its passes, links that are signed.

What is no PassKit's must never be taken for it: a call is known by its host or by a path that PassKit alone has, pass
data by its dotted keys, and a body that stands alone by its keys and the look of its ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.facts.credentials import constants, declared
from braze_liquid_sim.lint.facts.documents import Json, Member, read
from braze_liquid_sim.lint.facts.passkit_parts import Payload, Request, SignedLink, address_of
from braze_liquid_sim.lint.facts.web import method
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import Piece
from braze_liquid_sim.passkit import fields
from braze_liquid_sim.passkit.routes import match

if TYPE_CHECKING:
    from braze_liquid_sim.lint.field import Field

_WORDS = (
    *("passkit", "pskt", "smartpass", "smart_pass", "singleusecoupons", "members.", "person.", "universal."),
    *("coupon/singleuse", "/members/member", "/flights/", "/eventtickets/", "/distribution/"),
    *("campaignid", "programid", "operatingcarrierpnr", "?data=", "&data=", "&sig="),
)
"""What is in every text that can be about PassKit, in lower case."""

_OWN = re.compile(r"passkit|pskt\.|smart_?pass", re.IGNORECASE)
_ID_LIKE = re.compile(r"(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)\s*[0-9A-Za-z]{18,26}\s*")
_RECORDS = {
    "campaignId": "single_use_coupons.Coupon",
    "offerId": "single_use_coupons.Coupon",
    "programId": "members.Member",
}
"""Keys that tell what a body without a URL is, where their value looks like one of PassKit's ids."""

_HOST = re.compile(
    r"(?<![\w.-])(?:[a-z\d-]+\.)*(?:passkit|pskt|psk|pkst|pskit|passkt)\.(?:io|com|net)(?![\w-])", re.IGNORECASE
)
_WIDEST = 400
"""Characters between the ends of a value that is written in one place."""
_DATA = re.compile(r"""\?data=[^&\s"'<>]*((?:&[^\s"'<>]*)?)""")
_PROJECT = re.compile(r"""[^\s"'<>?]*\Z""")
_LONGEST_URL = 200


class PassKit:
    """What a field has of PassKit."""

    def __init__(self, field: Field) -> None:
        self._field = field
        text = field.file.source.text.lower()
        self.concerned = any(word in text for word in _WORDS)
        """Whether anything here can be about PassKit at all."""

    @cached_property
    def named(self) -> bool:
        """Whether the file names PassKit, or one of its hosts."""
        return self.concerned and _OWN.search(self._field.file.source.text) is not None

    @cached_property
    def requests(self) -> list[Request]:
        """The calls."""
        if not self.concerned:
            return []
        found = list(self._webhook())
        for call in self._field.all(ConnectedContent):
            found += self._connected(call)
        return found

    @cached_property
    def payloads(self) -> list[Payload]:
        """The pass data, as captured, assigned or sent to be made into a link."""
        if not self.concerned:
            return []
        bodies = {id(request.body) for request in self.requests}
        found = []
        for stream in self._streams():
            if id(stream) in bodies or not stream.is_json:
                continue
            json = read(stream.shape)
            if json and self._is_payload(json):
                found.append(Payload(stream, json))
        return found + list(self._sent_to_be_linked())

    @cached_property
    def links(self) -> list[SignedLink]:
        """The links, wherever they are put together."""
        if not self.concerned:
            return []
        return [link for stream in self._streams() for link in _links(stream) if self._is_own(link)]

    @cached_property
    def hosts(self) -> list[tuple[str, int, int]]:
        """The host names with ``passkit`` or ``pskt`` in them, with their offsets in the lexed text."""
        if not self.named:
            return []
        spans = constants(self._field)
        found = [
            (match[0], *match.span())
            for match in _HOST.finditer(self._field.text)
            if any(start <= match.start() and match.end() <= end for start, end in spans)
        ]
        return list(dict.fromkeys(found))

    def place(self, stream: Stream, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a shape stands in the lexed text; its tag or the whole field where it stands elsewhere."""
        first, last = stream.offset(start), stream.offset(max(start, end - 1))
        if first is not None and last is not None and 0 <= last - first < _WIDEST:
            return first, last + 1
        return (stream.node.start, stream.node.end) if stream.node else (0, len(self._field.text))

    def stands(self, stream: Stream, start: int, end: int) -> bool:
        """Whether a stretch of a shape is written in this field."""
        return end > start and None not in (stream.offset(start), stream.offset(end - 1))

    def is_declared(self, value: str, names: tuple[str, ...], at: int | None = None) -> bool:
        """Whether ``parameters`` in the front matter names a value, its keys, or the variable set at an offset."""
        file = self._field.file
        parameters = file.source.front_matter.get("parameters")
        variable = self._variable_at(at) if at is not None else ""
        named = isinstance(parameters, dict) and any(name in parameters for name in (*names, variable) if name)
        return named or declared(file, value)

    def _variable_at(self, at: int) -> str:
        nodes: list[Assign | Capture] = [*self._field.all(Assign), *self._field.all(Capture)]
        around = [node for node in nodes if node.start <= at < node.end]
        return max(around, key=lambda node: node.start).name if around else ""

    def _is_own(self, link: SignedLink) -> bool:
        """Whether a link is one of PassKit's: by its host, or by its form in a file that signs or names PassKit."""
        if "pskt." in link.project:
            return True
        return link.rest.startswith(("&sig=", "&iv=")) and (self.named or self._signs())

    def _signs(self) -> bool:
        return any(call.name.startswith("hmac_") for call in self._field.filters)

    def _streams(self) -> Iterator[Stream]:
        yield from self._field.places.streams
        for write in self._field.flow.writes:
            if isinstance(write.node, Assign):
                yield Stream(write.node, "", write.value.pieces)
        for call in self._field.filters:
            pieces = self._field.flow.before(call).pieces if call.name.startswith("base64") else ()
            if pieces and pieces[0].start is not None:
                yield Stream(None, "", pieces)

    def _webhook(self) -> Iterator[Request]:
        """The call that the front matter makes: its URL in one field, its body in another."""
        field = self._field
        url = field if field.name == "url" else field.file.fields.get("url")
        own = next((stream for stream in field.places.streams if stream.node is None), None)
        if url is None:
            if field.name == "body" and own and not field.file.is_block:
                yield from _guessed(own)
            return
        address = address_of("".join(piece.text for piece in url.flow.pieces))
        if address is None or not address.is_api:
            return
        verb = field.file.parts.method
        route = match(verb, address.path)
        if field.name == "url":
            yield Request(verb, address, route, url=own)
        elif own and field.name == "body":
            yield Request(verb, address, route, body=own, json=read(own.shape))
        elif field.name.startswith("body."):
            yield Request(verb, address, route, None, *_pair(field))
        elif field.name.startswith("headers."):
            yield Request(verb, address, route)

    def _connected(self, call: ConnectedContent) -> Iterator[Request]:
        streams = {stream.name: stream for stream in self._field.places.streams if stream.node is call}
        url, body = streams["url"], streams.get("body")
        address = address_of(url.shape)
        if address is None or not address.is_api:
            return
        verb = method(call)
        route = match(verb, address.path) if verb else None
        yield Request(verb, address, route, url, body, read(body.shape) if body else None)

    def _sent_to_be_linked(self) -> Iterator[Payload]:
        """The fields that PassKit is asked to make a link of."""
        for request in self.requests:
            if request.message == "io.SmartPassLinkRequest" and request.body and request.json:
                for member in request.json.members:
                    if member.key == "fields" and member.value.kind == "object":
                        yield Payload(request.body, member.value)

    def _is_payload(self, json: Json) -> bool:
        keys = [member.key for member in json.members]
        if any(fields.form_of(key) and _is_own(key) for key in keys):
            return True
        if any(key in fields.REPLACED and key.startswith(("members.", "singleUseCoupons.")) for key in keys):
            return True
        nested = {member.key + "." for member in json.members if member.value.kind == "object"}
        dotted = any(key.startswith(fields.SPACES) for key in keys) or bool(nested & {"members.", "singleUseCoupons."})
        return self.named and dotted


def _is_own(key: str) -> bool:
    """Whether no other system has a key of that name."""
    return key.startswith(("members.", "singleUseCoupons.", "universal.", "person."))


def _links(stream: Stream) -> Iterator[SignedLink]:
    """Whatever has ``?data=``."""
    for found in _DATA.finditer(stream.shape):
        at = found.start()
        project = _PROJECT.search(stream.shape, max(0, at - _LONGEST_URL), at)
        before = project[0] if project else ""
        yield SignedLink(stream, before, at - len(before), found[1], found.start(1))


def _pair(field: Field) -> tuple[Stream, Json]:
    """One of the key-value pairs of a body, as a body that has more."""
    stream = Stream(None, "", (Piece('"'), *field.flow.pieces, Piece('"')), field.outputs)
    end = len(stream.shape)
    value = Json("text", 0, end, stream.shape[1:-1])
    member = Member(field.name.removeprefix("body."), 1, end - 1, value)
    return stream, Json("object", 0, end, members=[member], whole=False)


def _guessed(stream: Stream) -> Iterator[Request]:
    """A body of which no URL is known, if its keys and ids can only be those of PassKit."""
    json = read(stream.shape) if stream.is_json else None
    for member in json.members if json else ():
        if member.key in _RECORDS and member.value.kind == "text" and _ID_LIKE.fullmatch(member.value.text):
            yield Request("", None, None, body=stream, json=json, guessed=_RECORDS[member.key])
            return
