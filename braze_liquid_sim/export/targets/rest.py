"""JSON bodies for Braze's REST endpoints ``/content_blocks/create`` and ``/content_blocks/update``.

The body of an update has the name in the place of the id: ``content_block_id`` is Braze's, and no file knows it. There
is no endpoint for messages and webhooks.
"""

from __future__ import annotations

import json
from typing import Any

from braze_liquid_sim.export.export import Export, File
from braze_liquid_sim.export.limits import refuse_beyond_limits
from braze_liquid_sim.export.units import Unit

NAME = "rest"
KINDS = ("content_block",)


def files(export: Export) -> dict[str, File]:
    """Two files for each content block: what creates it, and what changes it."""
    found: dict[str, File] = {}
    refuse_beyond_limits(export.units)
    for unit in export.units:
        [text] = unit.texts
        create = {"name": unit.name, **_content(unit), "state": unit.state}
        update = {"content_block_id": f"<ID OF {unit.name}>", **_content(unit)}
        found[f"content_blocks/{unit.name}.create.json"] = _file(create, text.secret)
        found[f"content_blocks/{unit.name}.update.json"] = _file(update, text.secret)
    return found


def _content(unit: Unit) -> dict[str, Any]:
    content: dict[str, Any] = {"content": unit.texts[0].text}
    if unit.description:
        content["description"] = unit.description
    if unit.tags:
        content["tags"] = list(unit.tags)
    return content


def _file(document: dict[str, Any], secret: bool) -> File:
    return File((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(), secret)
