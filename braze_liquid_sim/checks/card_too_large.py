"""A Content Card is larger than Braze stores.

A card may have 2 KB in all its fields together, in UTF-8. A larger one is not sent; the log calls that
``content_card_size_exceeded``.

Example:
    ---
    channel: content_card
    ---
    {% for n in (1..1000) %}{{ ${first_name} }} {% endfor %}

Instead:
    ---
    channel: content_card
    ---
    {{ ${first_name} | truncate: 50 }}

Source: Braze: Content Card limits
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "output"
SEVERITY = Severity.WARNING

LIMIT = 2048
"""Bytes."""


def find(case: Case) -> Iterator[Found]:
    """All fields together."""
    if case.channel != "content_card":
        return
    size = sum(len(text.encode("utf-8", "replace")) for text in case.texts.values())
    if size > LIMIT:
        message = f"the card has {size:,} bytes, and Braze takes {LIMIT:,}"
        help = "Cut the longest value: | truncate: 200."
        yield Found(message, case.fallback(), help, shown=around(case.text("body"), 0))
