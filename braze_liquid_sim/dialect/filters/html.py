"""HTML: escaping, stripping and line breaks."""

from __future__ import annotations

import re
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import RUBY, FilterContext, liquid_filter
from braze_liquid_sim.errors import LimitExceeded
from braze_liquid_sim.ruby.text import to_s

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_NOT_YET_ESCAPED: Final = re.compile(r"""["><']|&(?!(?:[a-zA-Z]+|#[0-9]+);)""")


@liquid_filter(fidelity="ruby", source=RUBY, total=True, names=("h",))
def escape(value: Any) -> Any:
    """Escape ``& < > " '`` for HTML text and attributes; nil stays nil. Not enough inside scripts or URLs."""
    if value is None:
        return None
    text = value if value.__class__ is str else to_s(value)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def escape_once(value: Any) -> str:
    """As ``escape``, but what looks like ``&name;`` or ``&#39;`` already stays; hexadecimal references do not."""
    return _NOT_YET_ESCAPED.sub(lambda match: _ENTITIES[match[0]], to_s(value))


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True)
def strip_html(value: Any) -> str:
    """Drop scripts, comments and styles with what they hold, then everything from a ``<`` to the next ``>``."""
    text = to_s(value)
    return _without_tags(_without_blocks(text)) if "<" in text else text


_BLOCKS: Final = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"))


def _without_blocks(text: str) -> str:
    """Cut each block at its first end; an opening without an end is left alone, and looked for only once."""
    kept: list[str] = []
    endless: set[str] = set()
    done = 0
    start = text.find("<")
    while start >= 0:
        at = start + 1
        for opening, closing in _BLOCKS:
            if text.startswith(opening, start) and opening not in endless:
                end = text.find(closing, start + len(opening))
                if end < 0:
                    endless.add(opening)
                else:
                    kept.append(text[done:start])
                    done = at = end + len(closing)
        start = text.find("<", at)
    kept.append(text[done:])
    return "".join(kept)


def _without_tags(text: str) -> str:
    """Cut from every ``<`` to the next ``>``."""
    kept: list[str] = []
    done = 0
    start = text.find("<")
    while start >= 0:
        end = text.find(">", start)
        if end < 0:
            break
        kept.append(text[done:start])
        done = end + 1
        start = text.find("<", done)
    kept.append(text[done:])
    return "".join(kept)


@liquid_filter(fidelity="ruby", source=RUBY, returns="str", total=True, context=True)
def newline_to_br(context: FilterContext, value: Any) -> str:
    r"""Put ``<br />`` before each line end; ``\r\n`` becomes ``\n``."""
    text = to_s(value).replace("\r\n", "\n")
    if len(text) + 6 * text.count("\n") > context.limits.output:
        raise LimitExceeded("output", context.limits.output)
    return text.replace("\n", "<br />\n")
