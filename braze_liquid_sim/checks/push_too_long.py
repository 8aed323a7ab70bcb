"""A push notification is larger than its providers take.

Braze gives web push 3,807 bytes, Android 3,930, iOS 3,960 and Kindle 5,985, of rendered text in UTF-8: a letter of
Hangul takes three, an emoji four. The counter in the composer does not run the Liquid.

Example:
    ---
    channel: push
    ---
    {% for n in (1..1000) %}{{ ${first_name} }} {% endfor %}

Instead:
    ---
    channel: push
    ---
    {{ ${first_name} | truncate: 50 }}

Source: Braze: push payload size limits
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "output"
SEVERITY = Severity.WARNING

LIMITS = {"web": 3807, "Android": 3930, "iOS": 3960, "Kindle": 5985}
"""Bytes by platform."""


def find(case: Case) -> Iterator[Found]:
    """The title and the body together."""
    if case.channel != "push":
        return
    size = sum(len(text.encode("utf-8", "replace")) for text in case.texts.values())
    over = [f"{platform} takes {limit:,}" for platform, limit in LIMITS.items() if size > limit]
    if over:
        message = f"the push has {size:,} bytes: {', '.join(over)}"
        help = "Cut the longest value: | truncate: 200."
        yield Found(message, case.fallback(), help, shown=around(case.text("body"), 0))
