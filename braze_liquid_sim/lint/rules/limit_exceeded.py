"""A template is larger or more deeply nested than can be rendered.

Ruby stops at 100 blocks inside blocks. The other limits are this program's own, far beyond what a message needs: they
keep a runaway template from using up the machine.

Example:
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}{%if a%}
    {%if a%}

Instead:
    {%if a%}{%if b%}Hi{%endif%}{%endif%}

Source: measured with Ruby Liquid 5.13 (nesting); the other limits are those of this program
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "syntax"
SEVERITY = Severity.ERROR

_SHOWN = {
    "nesting": "more than {} blocks stand inside each other",
    "markup": "a tag has more than {} characters",
    "template": "the template has more than {} characters",
    "tags": "the template has more than {} tags",
}


def find(field: Field) -> Iterator[Found]:
    """The limit that a field breaks; nothing else can be said of it."""
    if field.limit:
        message = _SHOWN.get(field.limit.limit, f"{field.limit.limit}: {{}}").format(f"{field.limit.allowed:,}")
        yield field.found((0, min(1, len(field.text))), message, "Split it into content blocks, or take a part out.")
