"""A tag of Liquid is used that Braze's pages never mention.

``render`` and ``include`` read files, which Braze does not have: content blocks take their place. The others belong to
the core of Liquid and may work, but nothing says so, and nobody promises that they will stay.

Example:
    {% include 'footer' %}

Instead:
    {{ content_blocks.${footer} }}

Source: Braze: using Liquid, supported personalization tags, content blocks (none mentions them)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Literal
from braze_liquid_sim.dialect.tags.include import Include
from braze_liquid_sim.dialect.tags.render import Render
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.NOTE

_INSTEAD = {
    "cycle": "Use the remainder of forloop.index0 by modulo.",
    "increment": "Count with assign and plus.",
    "decrement": "Count with assign and minus.",
    "tablerow": "Write the table with for.",
    "ifchanged": "Keep the last value with assign and compare.",
    "doc": "Use comment.",
    "#": "Use {% comment %}…{% endcomment %}.",
}
"""The tags of the core; ``raw`` and ``continue`` are too common to speak of."""


def find(field: Field) -> Iterator[Found]:
    """Every ``render`` and ``include``, and the rarer tags of Ruby's own."""
    for node in field.all(Include):
        yield _reads_a_file(field, node, "include")
    for partial in field.all(Render):
        yield _reads_a_file(field, partial, "render")
    for tag in field.parsed.tags:
        if tag.name in _INSTEAD:
            message = f"Braze does not mention {{% {tag.name} %}}"
            yield field.found((tag.start, tag.end), message, _INSTEAD[tag.name])


def _reads_a_file(field: Field, node: Include | Render, tag: str) -> Found:
    name = node.template.value if isinstance(node.template, Literal) else "name"
    help = f"Use a content block: {{{{ content_blocks.${{{name}}} }}}}."
    return field.found(node, f"Braze has no files for {{% {tag} %}} to read", help, severity=Severity.WARNING)
