"""Answers of Braze's endpoints for content blocks, and the bodies that are sent to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.verifying import plain
from braze_liquid_sim.importing.imported import Draft, Imported, line_span, remark
from braze_liquid_sim.model import Finding, Severity, Source

ORDER = 1

_KEPT = ("description", "tags", "state")


def fits(source: Source) -> bool:
    """Whether it is JSON that has no Liquid outside of its texts, and the keys of a content block."""
    return source.text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) and bool(_blocks(_json(source.text)))


def _json(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _blocks(value: Any) -> list[Mapping[str, Any]]:
    """The content blocks in an answer: it is one, is a list of them, or has such a list."""
    if isinstance(value, dict) and isinstance(value.get("content_blocks"), list):
        value = value["content_blocks"]
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict) and ("content" in one or "content_block_id" in one)]


def read(source: Source) -> Imported:
    """A content block for each that has its content; ``/content_blocks/list`` answers without any."""
    drafts: list[Draft] = []
    remarks: list[Finding] = []
    for block in _blocks(_json(source.text)):
        line = _line(source, block)
        if isinstance(block.get("content"), str):
            drafts.append(_draft(block, source, line))
        else:
            remarks.append(_without_content(block, source, line))
    return Imported(tuple(drafts), remarks=tuple(remarks))


def _draft(block: Mapping[str, Any], source: Source, line: int) -> Draft:
    name = block.get("name")
    if not isinstance(name, str) or not name:
        raise UsageError(f"{source.name}:{line}: a content block without a name", help="Add its name to the JSON.")
    return Draft("content_block", name, plain(block["content"]), line, dict(_kept(block)), given=True)


def _kept(block: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in _KEPT:
        value = block.get(key)
        if value and not (key == "state" and value == "active"):
            yield key, value if isinstance(value, list) else str(value)


def _line(source: Source, block: Mapping[str, Any]) -> int:
    """The line on which its name stands, else the first."""
    at = source.text.find(json.dumps(block.get("name"), ensure_ascii=False))
    return source.position(max(at, 0))[0]


def _without_content(block: Mapping[str, Any], source: Source, line: int) -> Finding:
    return remark(
        "not-imported",
        f"the content block {str(block.get('name') or block['content_block_id'])[:100]} has no content here",
        line_span(source, line),
        Severity.NOTE,
        "Ask /content_blocks/info for it, and import that answer.",
    )
