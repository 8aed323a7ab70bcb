"""The markup of documentation pages that are written for Jekyll, taken off.

The lines stay as many as they are, so that places in what is left are places on the page.
"""

from __future__ import annotations

import re

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)(?:\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL)
_BLOCKS = ("alert", "tabs", "tab", "subtabs", "subtab", "details", "endraw")
_TAGS = re.compile(rf"\{{%-?\s*(?:(?:end)?(?:{'|'.join(_BLOCKS)})|multi_lang_include)\b[^%\n]*-?%\}}")
_IMAGE = re.compile(r"\{%-?\s*image_buster\s+([^%\s]*)\s*-?%\}")
_SITE = re.compile(r"\{\{-?\s*site\.baseurl\s*-?\}\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|(?<=[ \t])\{#[\w-]+\}")


def unwrapped(page: str) -> str:
    """The page as a reader sees its source: ``raw`` as Jekyll has it, the tags round text and the attributes gone."""
    pieces: list[str] = []
    at = 0
    for raw in _RAW.finditer(page):
        pieces += [_outside(page[at : raw.start()]), raw[1]]
        at = raw.end()
    return "".join([*pieces, _outside(page[at:])])


def _outside(text: str) -> str:
    text = _IMAGE.sub(r"\1", _SITE.sub("", _TAGS.sub("", text)))
    return _ATTRIBUTES.sub("", text)


def is_from_a_page(text: str) -> bool:
    """Whether a text was copied from such a page: Braze has none of its tags, and ``raw`` hides attributes there."""
    outside = _RAW.sub("", text)
    if any(pattern.search(outside) for pattern in (_TAGS, _IMAGE, _SITE)):
        return True
    return any("${" in raw[1] for raw in _RAW.finditer(text))
