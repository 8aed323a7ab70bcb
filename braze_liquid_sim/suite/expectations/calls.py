"""``calls: …``: the web service calls in order, each with the members that matter (``method``, ``url``, ``status`` …).

A number is how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.suite.comparing import subset
from braze_liquid_sim.workspace.names import suggestion

_PARTS = ("method", "url", "headers", "body", "answer", "status", "cached", "seconds", "problem", "attempt")

FORM = (int, list)


def check(expected: Any, delivery: Delivery) -> Iterator[str]:
    """Compare each call; a body that is JSON is compared as JSON where an object or a list is expected."""
    calls = delivery.outcome.calls
    number = expected if isinstance(expected, int) else len(expected or ())
    if len(calls) != number:
        made = "".join(f"\n  {getattr(call, 'method', None)} {getattr(call, 'url', call)}" for call in calls)
        yield f"it makes {len(calls)} calls, expected {number}{made}"
        return
    if not isinstance(expected, list):
        return
    for at, (wanted, call) in enumerate(zip(expected, calls, strict=True)):
        if not isinstance(wanted, dict):
            raise UsageError(f"calls[{at}] is no object", help="Write the parts that matter: {method: POST, url: …}.")
        for key in wanted:
            if key not in _PARTS:
                raise UsageError(f"calls has no {key!r}", help=suggestion(key, _PARTS))
        yield from subset(wanted, {key: _value(call, key, wanted[key]) for key in wanted}, f"calls[{at}]")


def _value(call: Any, key: str, wanted: Any) -> Any:
    value: Any = getattr(call, key, None)
    if isinstance(wanted, dict | list) and isinstance(value, str | bytes):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return dict(value) if hasattr(value, "items") else value
