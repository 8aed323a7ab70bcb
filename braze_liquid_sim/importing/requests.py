"""The request of a webhook as a page tells it: URL, method and headers in list items like ``- **URL**: `https://…```."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from braze_liquid_sim.importing.page import Item, Page, Section
from braze_liquid_sim.workspace.fields import METHODS

_URL = re.compile(r"<?(https?://[^\s<>]+)>?")
_HEADER_NAME = re.compile(r"authorization|accept|[A-Za-z]\w*(?:-\w+)+", re.IGNORECASE)
_HEADER_VALUE = re.compile(r"(?:Bearer|Basic)\s.+|\w+/[\w.+-]+(?:\s*;.*)?")
_OUTPUT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of a request; ``method`` is empty where the page does not say it."""

    url: str
    method: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def request_of(page: Page, section: Section, line: int) -> Request | None:
    """The request whose body may stand on a line of a section: of the nearest section around it that has a URL."""
    for around in section.chain():
        items = page.items(around)
        urls = [(item.line, found[1]) for item in items if (found := _URL.fullmatch(item.value))]
        if urls and around.level > 0:
            before = [url for number, url in urls if number < line]
            methods = [item.value.upper() for item in items if item.value.upper() in METHODS]
            return Request(before[-1] if before else urls[0][1], methods[-1] if methods else "", dict(_headers(items)))
    return None


def _headers(items: list[Item]) -> Iterator[tuple[str, str]]:
    """Items that are headers by their name or value, and those that stand with such below an item of their own."""
    for group, is_own in _groups(items):
        named = [item for item in group if item.value]
        if any(_is_header(item) for item in named):
            yield from ((item.label, item.value) for item in named if is_own or _is_header(item))


def _groups(items: list[Item]) -> Iterator[tuple[list[Item], bool]]:
    """Neighbours with the same indent, and whether they stand below an item that has no value."""
    groups: list[list[Item]] = []
    for item in items:
        if groups and item.indent == groups[-1][-1].indent:
            groups[-1].append(item)
        else:
            groups.append([item])
    for before, group in zip([[], *groups], groups, strict=False):
        yield group, bool(before) and before[-1].indent < group[0].indent and not before[-1].value


def _is_header(item: Item) -> bool:
    if _URL.fullmatch(item.value):
        return False
    return bool(_HEADER_NAME.fullmatch(item.label) or _HEADER_VALUE.fullmatch(item.value))


def is_json(text: str) -> bool:
    """Whether a text is a JSON object or list, whatever its Liquid prints."""
    text = _OUTPUT.sub("0", _TAG.sub("", text)).strip()
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
