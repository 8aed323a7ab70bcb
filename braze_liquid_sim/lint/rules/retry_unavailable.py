"""A call is to be retried in a channel that does not retry.

``:retry`` asks up to five times and then aborts the message. In-app messages are made while the user looks at the app,
and never retry: a failed call leaves a hole, and nothing aborts.

Example:
    ---
    channel: in_app_message
    ---
    {% connected_content https://api.example.com/points :save result :retry %}

Instead:
    ---
    channel: in_app_message
    ---
    {% connected_content https://api.example.com/points :save result %}

Source: Braze: Connected Content retries
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "calls"
SEVERITY = Severity.WARNING


def find(field: Field) -> Iterator[Found]:
    """Every ``:retry`` in an in-app message."""
    if field.file.channel != "in_app_message":
        return
    for call in field.all(ConnectedContent):
        if "retry" in call.flags:
            at = field.text.rfind(":retry", call.start, call.end)
            place = (at, at + len(":retry")) if at >= 0 else (call.start, call.end)
            test = f"{{% if {call.name} == blank %}}{{% abort_message('no answer') %}}{{% endif %}}"
            yield field.found(place, "in-app messages do not retry a call", f"Test the answer and abort: {test}.")
