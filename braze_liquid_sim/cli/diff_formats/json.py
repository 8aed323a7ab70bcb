"""One JSON document, version 1: names only get added, never changed or taken away."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from braze_liquid_sim.comparison.changes import Change, Comparison
from braze_liquid_sim.comparison.side import Shown, Side

VERSION = 1

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON allows in a text, and a terminal should not get."""


def write(comparison: Comparison, old: Side, new: Side, now: datetime) -> str:
    """The document: every template, and every user who gets something else of it."""
    document = {
        "version": VERSION,
        "old": _side(old),
        "new": _side(new),
        "now": now.isoformat(),
        "changed": comparison.changed,
        "templates": [
            {
                "template": compared.template,
                "status": compared.status,
                "users": compared.users,
                "changes": [_change(change, old, new) for change in compared.changes],
            }
            for compared in comparison.templates
        ],
        "users": {
            "added": comparison.users_added,
            "removed": comparison.users_removed,
            "changed": comparison.users_changed,
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.label, "commit": side.commit or None}


def _change(change: Change, old: Side, new: Side) -> dict[str, Any]:
    return {
        "user": change.user,
        "old": _shown(change.old),
        "new": _shown(change.new),
        "diff": change.lines(old.label, new.label),
    }


def _shown(shown: Shown) -> dict[str, str]:
    return {"outcome": shown.outcome, "text": shown.text}
