"""One JSON document, version 1: names only get added, never changed or taken away."""

from __future__ import annotations

import json
from typing import Any

from braze_liquid_sim.graph import Call, Graph

VERSION = 1


def write(graph: Graph) -> str:
    """The document; ``templates``, ``calls``, and by name what is wrong with any."""
    known = set(graph.blocks)
    document = {
        "version": VERSION,
        "templates": [
            {"name": name, "kind": source.kind, "file": source.name} for name, source in graph.templates.items()
        ],
        "calls": [
            {"caller": call.caller, "block": call.block, "known": call.block in known, **_place(call)}
            for call in graph.calls
        ],
        "orphans": list(graph.orphans),
        "unknown": [
            {"block": name, "meant": graph.meant(name), "calls": [_place(call) for call in calls]}
            for name, calls in graph.unknown.items()
        ],
        "cycles": [list(cycle) for cycle in graph.cycles],
        "too_deep": [{"way": list(deep.way), **_place(deep.call)} for deep in graph.too_deep],
        "unread": list(graph.unread),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _place(call: Call) -> dict[str, Any]:
    return {"field": call.field, "file": call.span.source.name, "line": call.span.line, "column": call.span.column}
