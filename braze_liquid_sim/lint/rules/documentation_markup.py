"""Markup of a documentation page was pasted along with its Liquid.

Braze's pages are written for Jekyll: ``{% raw %}`` round an example, ``{% alert %}``, ``{% tabs %}``, ``{: .class }``.
In a message ``raw`` switches Liquid off, so that customers read ``{{${first_name}}}``; the others are unknown tags, and
the message is not sent.

Example:
    {% raw %}Hi {{ ${first_name} | default: 'there' }}{% endraw %}

Instead:
    Hi {{ ${first_name} | default: 'there' }}

Source: the sources of Braze's documentation pages
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.raw import Raw
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_JEKYLL = {"alert", "tabs", "tab", "subtabs", "subtab", "details", "image_buster", "multi_lang_include"}
_ATTRIBUTES = re.compile(r"\{:\s*[.#][\w-][^{}\n]*\}|(?<=\s)\{#[\w-]+\}|^[ \t]*```[a-z]+[ \t]*$", re.MULTILINE)
_SITE = re.compile(r"\{\{-?\s*site\.\w+\s*-?\}\}")
_LIQUID = re.compile(r"\{\{.*?\$\{|\{%-?\s*(?:if|assign|capture|for|connected_content|case|unless)\b", re.DOTALL)
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")


def find(field: Field) -> Iterator[Found]:
    """Every tag of Jekyll's, every ``raw`` round Liquid of Braze's, every ``{: }`` and ``{#}``."""
    for tag in field.parsed.tags:
        if tag.name.removeprefix("end") in _JEKYLL:
            message = f"{{% {tag.name} %}} belongs to a documentation page"
            yield field.found((tag.start, tag.end), message, "Take it out.", edits=field.edit(tag.start, tag.end, ""))
    for node in field.all(Raw):
        if _LIQUID.search(node.text):
            message = "raw switches Liquid off: customers read the braces"
            help = "Take {% raw %} and {% endraw %} out."
            yield field.found(node, message, help, edits=_unwrapped(field, node))
    if "{:" in field.text or "{#" in field.text or "```" in field.text:
        for text in field.texts:
            for pasted in _ATTRIBUTES.finditer(text.text):
                start = field.text.find(pasted[0], text.start)
                place = (start, start + len(pasted[0]))
                yield field.found(place, f"{pasted[0]} belongs to a documentation page", "Take it out.",
                                  edits=field.edit(*place, ""))  # fmt: skip
    for site in _SITE.finditer(field.text):
        yield field.found(site.span(), f"{site[0]} belongs to a documentation page", "Write the whole address.")


def _unwrapped(field: Field, node: Raw) -> tuple[Edit, ...]:
    closing = _END_RAW.match(field.text, node.end + len(node.text))
    return field.edit(node.start, node.end, "") + field.edit(*closing.span(), "") if closing else ()
