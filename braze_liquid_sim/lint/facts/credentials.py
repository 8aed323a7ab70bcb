"""Where a template holds what only its owner may know: signing keys, authorisation headers, keys in requests.

What stands there is a secret, or a placeholder for one. A file may say in its front matter that a value is to be filled
in: under ``parameters``, whose names or explanations then name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Filtered, Literal, Node, Text
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File


@dataclass(frozen=True, slots=True)
class Credential:
    """A constant text at a place for credentials; ``start`` and ``end`` are offsets in the lexed text."""

    text: str
    start: int
    end: int
    place: str
    """``signing key``, ``header``, ``request`` (a query or a body) or ``variable``."""
    name: str = ""
    """The filter, the header, the parameter or the variable that it belongs to."""


HIDING = "hmac_"
"""Filters of this name take a key."""

_WORDS = ("hmac_", "authori", "token", "secret", "passw", "key", "bearer", "basic", "@")
"""One of them stands in any text that has a credential."""
_HEADER = re.compile(
    r"(?:proxy-)?authorization|.*(?:api|app|auth|access|subscription)[-_]?(?:key|token)|.*secret.*|.*-token"
)
_HEADERS = re.compile(r"""["']([\w-]+)["']\s*:\s*(?:"([^"]*)"|'([^']*)')""")
_SCHEME = re.compile(r"(?:bearer|basic|token|apikey|api-key|key)\s+", re.IGNORECASE)
_PARAMETER = re.compile(
    r"""
    (?:[?&] | (?<=[\s{,"'=])) "?
    ((?:\w*[_-])?(?:api_?-?key|apikey|access_?token|auth_?token|client_?secret|secret|password|passwd|token))
    "?\s*[=:]\s*"?([^\s&"'{}\#,]+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IN_URL = re.compile(r"://[^/\s:@{}?#]+:([^/\s:@{}?#]+)@")
_VARIABLE = re.compile(
    r"(?:.*_)?(?:secret|password|api_?key|(?:access|auth|api|bearer)_?token|private_?key|signing_?key|secret_?key)",
    re.IGNORECASE,
)


def credentials(field: Field) -> Iterator[Credential]:
    """Every constant text of a field at a place for credentials."""
    if field.name.startswith("headers."):
        yield from _of_header(field)
    text = field.text.lower()
    if not any(word in text for word in _WORDS):
        return
    yield from _signing_keys(field)
    for node in field.all(ConnectedContent):
        yield from _of_request(node, field)
    if field.name == "url" or (field.name.startswith("body") and field.source.kind == "webhook"):
        yield from _parameters(field, 0, len(field.text))
    yield from _variables(field)


def _of_header(field: Field) -> Iterator[Credential]:
    name = field.name.removeprefix("headers.")
    if _HEADER.fullmatch(name.lower()) and "{{" not in field.text and "{%" not in field.text:
        yield _value(field.text, 0, "header", name)


def _value(text: str, start: int, place: str, name: str) -> Credential:
    """What follows the scheme of a header's value."""
    inside = text.strip()
    start += text.find(inside)
    scheme = _SCHEME.match(inside)
    at = scheme.end() if scheme else 0
    return Credential(inside[at:], start + at, start + len(inside), place, name)


def _signing_keys(field: Field) -> Iterator[Credential]:
    for call in field.filters:
        if call.name.startswith(HIDING) and call.arguments:
            yield from _constant(call.arguments[0], field, call)


def _constant(key: Expression, field: Field, call: FilterCall) -> Iterator[Credential]:
    if isinstance(key, Literal):
        if isinstance(key.value, str):
            yield Credential(key.value, key.start + 1, key.end - 1, "signing key", call.name)
        return
    value = field.flow.value(key)
    piece = next((piece for piece in value.pieces if piece.start is not None), None)
    if value.text and piece and piece.start is not None:
        yield Credential(value.text, piece.start, piece.start + len(piece.text), "signing key", call.name)


def _of_request(node: ConnectedContent, field: Field) -> Iterator[Credential]:
    for name, body in zip(node.fields, node.values, strict=True):
        start, end = _ends(body.nodes)
        if name == "headers":
            for match in _HEADERS.finditer(field.text, start, end):
                group = 2 if match[2] is not None else 3
                if _HEADER.fullmatch(match[1].lower()) and "{{" not in match[group]:
                    yield _value(match[group], match.start(group), "header", match[1])
        elif name == "body":
            yield from _parameters(field, start, end)
    yield from _parameters(field, *_ends(node.url.nodes))


def _ends(nodes: list[Node]) -> tuple[int, int]:
    return (nodes[0].start, nodes[-1].end) if nodes else (0, 0)


def _parameters(field: Field, start: int, end: int) -> Iterator[Credential]:
    for match in _IN_URL.finditer(field.text, start, end):
        yield Credential(match[1], *match.span(1), "request", "in the URL")
    for match in _PARAMETER.finditer(field.text, start, end):
        yield Credential(match[2], *match.span(2), "request", match[1])


def _variables(field: Field) -> Iterator[Credential]:
    for node in field.all(Assign):
        value = node.value.value if isinstance(node.value, Filtered) else node.value
        if isinstance(value, Literal) and isinstance(value.value, str) and _VARIABLE.fullmatch(node.name):
            yield Credential(value.value, value.start + 1, value.end - 1, "variable", node.name)
    for capture in field.all(Capture):
        nodes = capture.body.nodes
        if len(nodes) == 1 and isinstance(nodes[0], Text) and _VARIABLE.fullmatch(capture.name):
            yield _value(field.text[nodes[0].start : nodes[0].end], nodes[0].start, "variable", capture.name)


_MARKED = re.compile(
    r"""
    <[^<>]*> | \[[^\]]*\] | \{[^{}]*\} | %\w+% | __\w+__ | \$\w+ | \.{3,} | … | \*{3,}
    | x{3,}(?:[-_]?x+)* | (?:.*[-_ ])?here
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_SO = re.compile(
    r"""
    (?:.*[-_ ])?
    (?:your|my|change[-_ ]?(?:me|it|this)|replace(?:[-_ ]?(?:me|with))?|insert|fill[-_ ]?me|todo|tbd|fixme
      |placeholder|dummy|sample|redacted|foo|bar|foobar|test|testing|abc|123|abc123|1234|12345|123456)
    (?:[-_ ].*)?
    | your[A-Z]\w*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHOUTED = re.compile(r"(?:[A-Z]{3,}[-_ ])+(?:KEY|TOKEN|SECRET|PASSWORD|ID)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_OF_CREDENTIALS = frozenset(
    """
    a access account api app application auth authorization base basic bearer bitly braze client code credential
    credentials encoded encryption hash hmac id jwt key keys lived long name pass passkit password private project
    public rest sdk secret service shared sign signature signing smartpass string the token user username value web
    webhook
    """.split()  # noqa: SIM905 - sixty words read better so
)


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Whether a text says itself that something else belongs in its place."""
    if _MARKED.fullmatch(text) or _SAYS_SO.fullmatch(text):
        return True
    if _SHOUTED.fullmatch(text):
        return True
    words = _WORD.findall(text)
    rest = _WORD.sub("", text).strip("-_ .:/0123456789")
    return bool(words) and not rest and not re.search(r"\d{4}", text) and _all_of_credentials(words)


def _all_of_credentials(words: list[str]) -> bool:
    return all(word.lower() in _OF_CREDENTIALS for word in words)


def is_example(text: str) -> bool:
    """Whether it calls itself an example."""
    return text.lower().startswith("example")


def constants(field: Field) -> list[tuple[int, int]]:
    """Where the constant texts of a field stand: those between tags, and those in quotes."""
    spans = [(text.start, text.end) for text in field.texts]
    return spans + [(literal.start, literal.end) for literal in field.all(Literal)]


def overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch touches one of others."""
    return any(first < end and start < last for first, last in spans)


def declared(file: File, text: str) -> bool:
    """Whether the front matter says of a value that it is to be filled in."""
    parameters = file.source.front_matter.get("parameters")
    if not isinstance(parameters, dict) or not text:
        return False
    return any(text == str(name) or text in _explanation(what) for name, what in parameters.items())


def _explanation(what: object) -> str:
    """What an entry of ``parameters`` says of itself; the example of one that is declared stands in its own place."""
    return str(what.get("description", "")) if isinstance(what, dict) else str(what)


def has_parameters(file: File) -> bool:
    """Whether the front matter lists what is to be filled in."""
    return isinstance(file.source.front_matter.get("parameters"), dict)


def hidden(secret: str) -> str:
    """What a message may show of a secret: its length, and where that is no great part of it two characters."""
    shown = secret[:2] if len(secret) >= 8 else ""
    return f"{shown}… ({len(secret)} character{'s' * (len(secret) != 1)})"
