"""A filter stands in a condition or a loop, where filters do nothing.

Filters work in outputs, in ``assign`` and in ``echo``. In ``if``, ``unless``, ``case`` and ``for`` Ruby, read loosely,
drops everything from the ``|`` on: ``{% if list | size > 3 %}`` asks whether there is a list. Read strictly it is a
syntax error.

Example:
    {% if custom_attribute.${cart} | size > 3 %}A full cart{% endif %}

Instead:
    {% assign number = custom_attribute.${cart} | size %}{% if number > 3 %}A full cart{% endif %}

Source: Braze: using Liquid (where operators and filters are allowed); measured with Ruby Liquid 5.13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.text import NAME_HEAD, NAME_TAIL
from braze_liquid_sim.lint.facts.markups import CONDITIONS, Markup
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Edit, Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR
FIX = "suggestion"
EXPLAINS = True

_TAGS = CONDITIONS | {"case", "when", "for", "tablerow"}
_FILTER = re.compile(r"(?<!\|)\|(?!\|)\s*(\w*)", re.ASCII)
_NAME_BEFORE = re.compile(rf"[\w\]{NAME_HEAD}{NAME_TAIL}]\s*\Z", re.ASCII)


def find(field: Field) -> Iterator[Found]:
    """The first filter of every tag that takes none."""
    for markup in field.markups:
        if markup.tag in _TAGS and (filter := _FILTER.search(markup.bare)):
            name = filter[1] or "|"
            message = f"{{% {markup.tag} %}} takes no filters: {name} is not applied"
            edits = _as_member(field, markup, filter)
            help = "Write .size." if edits else f"Assign first: {{% assign value = … | {name} %}}, and use value here."
            yield field.found(markup.place(*filter.span()), message, help, edits=edits)


def _as_member(field: Field, markup: Markup, filter: re.Match[str]) -> tuple[Edit, ...]:
    """``list | size`` as ``list.size``, where nothing but that is asked."""
    before = markup.bare[: filter.start()]
    if filter[1] != "size" or not _NAME_BEFORE.search(before) or markup.bare.count("|") > 1:
        return ()
    start = markup.start + len(before.rstrip())
    if field.text[start : start + 2] == "}}" or "}" in field.text[start : markup.start + filter.start()]:
        return ()
    return field.edit(start, markup.start + filter.end(), ".size")
