"""Template files into :class:`~braze_liquid_sim.model.Source`: text, front matter, where the body begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.parameters import with_examples
from braze_liquid_sim.workspace.reading import read_text

KINDS = {"messages": "message", "webhooks": "webhook", "content_blocks": "content_block"}
"""The folder of a workspace that each kind of template stands in."""

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r?\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read_source(path: Path, name: str, kind: str = "message") -> Source:
    """Read one template file; ``name`` is how messages call it."""
    return source_of(read_text(path, name), name, kind)


def source_of(text: str, name: str, kind: str = "message") -> Source:
    """Take the front matter off a text that begins with a line ``---``; any other text is all template.

    Where the front matter declares parameters, their examples stand in the template.

    Raises:
        UsageError: the front matter does not end, is not YAML, or is no object; a parameter is wrong or not declared.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Source(text, name, kind, body_start=1 if text.startswith("\ufeff") else 0)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise UsageError(
            f"{name}:1:1: the front matter has no end",
            help="End it with a line '---'; before a message that begins with such a line, write two of them.",
        )
    front_matter = _front_matter(text[opening.end() : closing.start()], name)
    source = Source(text, name, kind, front_matter, body_start=closing.end())
    return with_examples(source) if "parameters" in front_matter else source


def end_of_front_matter(text: str) -> int:
    """The offset of the first character behind the front matter of a file; 0 where it has none, or none that ends."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return closing.end() if closing else 0


def _front_matter(text: str, name: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    from braze_liquid_sim.workspace.data import parse_yaml

    value = parse_yaml(text, name, first_line=2)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UsageError(
            f"{name}:2:1: the front matter is not an object", help="Write lines like 'description: what it is for'."
        )
    return value
