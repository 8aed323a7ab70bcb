"""The layout of braze-sync: ``content_blocks/<name>.liquid`` with its front matter, for ``braze-sync apply``.

That tool knows content blocks; messages and webhooks are not written. A state is written for a draft only, as it does.
"""

from __future__ import annotations

import json

from braze_liquid_sim.export.export import Export, File
from braze_liquid_sim.export.limits import refuse_beyond_limits

NAME = "braze-sync"
KINDS = ("content_block",)


def files(export: Export) -> dict[str, File]:
    """One file for each content block; the body follows byte for byte."""
    found: dict[str, File] = {}
    refuse_beyond_limits(export.units)
    for unit in export.units:
        [text] = unit.texts
        # JSON texts and lists are YAML, and need no rules about quotes.
        head = [f"name: {_yaml(unit.name)}"]
        if unit.description:
            head.append(f"description: {_yaml(unit.description)}")
        if unit.tags:
            head.append(f"tags: {_yaml(list(unit.tags))}")
        if unit.state != "active":
            head.append(f"state: {unit.state}")
        front_matter = "\n".join(head)
        found[f"content_blocks/{unit.name}.liquid"] = File(
            f"---\n{front_matter}\n---\n{text.text}".encode(), text.secret
        )
    return found


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
