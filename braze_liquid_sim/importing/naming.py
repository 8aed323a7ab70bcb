"""Names for templates that have none: by what they do, else by where they stood."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from braze_liquid_sim.errors import UsageError

_CALLED = re.compile(r"\{\{-?\s*content_blocks?\.\$\{([^{}]+)\}")
_SAVED = re.compile(r"\{%-?\s*connected_content\b(?:(?!%\}).)*?:save\s+([\w-]+)", re.DOTALL)
_GOOD = re.compile(r"\w[\w -]*(?:\.[\w -]+)*")
LONGEST = 100
"""Characters of a name."""


def called(text: str) -> list[str]:
    """The content blocks that a text calls, also in a namespace that is a slip for theirs."""
    return [found[1].strip() for found in _CALLED.finditer(text)]


def saved(text: str) -> list[str]:
    """The variables in which it keeps answers of calls."""
    return _SAVED.findall(text)


def name_by_content(text: str, method: str = "", url: str = "") -> str:
    """``put_coupon`` for a webhook, the variable of an answer, ``<block>_message`` for a call; else empty."""
    if url:
        parts = [part for part in urlsplit(re.sub(r"\{\{.*?\}\}", "", url)).path.split("/") if part]
        return snake("_".join([method or "webhook", *parts[-1:]]))
    if variables := saved(text):
        return snake(variables[0])
    if blocks := called(text):
        return f"{snake(blocks[-1])}_message"
    return ""


def snake(text: str) -> str:
    """A text as a name: ``projectUrl`` and ``Project URL`` become ``project_url``."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text)
    return re.sub(r"\W+", "_", text).strip("_").lower()[:LONGEST]


def checked(name: str, origin: str) -> str:
    """The name, if a file can be called so.

    Raises:
        UsageError: it leads elsewhere, is hidden, or holds what no name may; ``origin`` says where it was given.
    """
    if _GOOD.fullmatch(name) and len(name) <= LONGEST and name == name.strip():
        return name
    raise UsageError(
        f"{origin}: {name!r:.120} cannot be the name of a template",
        help="A name has letters, digits, - and _, and no more than 100 of them; give one with --name.",
    )


def unused(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    count = 1
    found = name
    while found.casefold() in taken:
        count += 1
        found = f"{name}_{count}"
    return found
