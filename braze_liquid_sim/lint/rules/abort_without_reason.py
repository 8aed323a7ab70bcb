"""A message is aborted and nobody will know why.

The Message Activity Log shows the reason of ``abort_message``; without one it shows the tag's own text for every abort
of every message, so that one that should not have happened cannot be told from those that should.

Example:
    {% if ${user_id} == blank %}{% abort_message() %}{% endif %}

Instead:
    {% if ${user_id} == blank %}{% abort_message('no external id') %}{% endif %}

Source: Braze: aborting Liquid messages
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.abort_message import DEFAULT_REASON, AbortMessageTag
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.WARNING

_BARE = re.compile(r"abort_message\s*[\s(]\s*([\w{][^'\"()%\n\u2018-\u201f]*)(?=\)|-?%\}|\n|\Z)")


def find(field: Field) -> Iterator[Found]:
    """Every ``abort_message`` without a text, or with one that is not in quotes."""
    for node in field.all(AbortMessageTag):
        if node.reason.strip() in ("", DEFAULT_REASON):
            yield field.found(node, "this abort gives no reason", "Say why in quotes: {% abort_message('why') %}.")
        elif bare := _BARE.search(field.text, node.start, node.end):
            reason = bare[1].strip()
            message = f"the reason {reason:.40} is not in quotes: it is no text"
            yield field.found(node, message, f"Write {{% abort_message('{reason}') %}}.")
