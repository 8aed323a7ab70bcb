"""The options of ``connected_content`` as rules see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from braze_liquid_sim.dialect.syntax import Body, Text
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field

GAP = "\ufffc"
"""Stands for each character of what Liquid writes."""

_KEY = re.compile(r'[{,]\s*"((?:[^"\\]|\\.)*)"\s*:\s*(?:"((?:[^"\\]|\\.)*)")?')


@dataclass(frozen=True, slots=True)
class Header:
    """A header as written; ``start`` and ``end`` are those of its name in the lexed text."""

    name: str
    value: str
    start: int
    end: int

    @property
    def is_known(self) -> bool:
        """Whether no part of its name comes from Liquid."""
        return GAP not in self.name


def option(call: ConnectedContent, name: str) -> Body | None:
    """The value of an option, by the name of its field."""
    return dict(zip(call.fields, call.values, strict=True)).get(name)


def constant(body: Body | None) -> str | None:
    """The text of a value that holds no Liquid, empty where there is none; else None."""
    nodes = body.nodes if body else []
    texts = [node.text for node in nodes if isinstance(node, Text)]
    return "".join(texts) if len(texts) == len(nodes) else None


def method(call: ConnectedContent) -> str:
    """The method in capitals, GET unless something else is said; empty where Liquid says it."""
    said = constant(option(call, "method"))
    return "" if said is None else (said.strip().upper() or "GET")


def host(call: ConnectedContent) -> str:
    """The host in lower case, as far as it is written out."""
    first = call.url.nodes[0] if call.url.nodes else None
    found = re.match(r"\s*https?://([^/?#]*)", first.text) if isinstance(first, Text) else None
    return found[1].lower() if found else ""


def headers(field: Field, call: ConnectedContent) -> Iterator[Header]:
    """The headers of ``:headers``, where they are written as a JSON object."""
    body = option(call, "headers")
    if not body or not body.nodes:
        return
    start = body.nodes[0].start
    for found in _KEY.finditer(written(field, body)):
        yield Header(found[1], found[2] or "", start + found.start(1), start + found.end(1))


def written(field: Field, body: Body) -> str:
    """The text of a value as it is written, Liquid in it as gaps; as long as what the author wrote."""
    pieces = [
        field.written(node.start, node.end) if isinstance(node, Text) else GAP * (node.end - node.start)
        for node in body.nodes
    ]
    return "".join(pieces)
