"""The types that Braze's preview guesses, and a send does not."""

from __future__ import annotations

import json
from typing import Any

GUESSED = ("api_trigger_properties", "canvas_entry_properties", "context")
"""The namespaces whose values the preview reads from text."""


def guess_types(user: Any) -> dict[str, Any]:
    """A user's profile as the preview has it: texts that are numbers, true or false become those.

    ``user`` is what a template renders for: a mapping, an object with a ``profile``, or None.

    A number is one as JSON writes it, so that ``007`` stays text: assumed, as it is that values inside lists and
    objects are guessed too.
    """
    profile = getattr(user, "profile", user) or {}
    guessed = {name: _guessed(profile[name]) for name in GUESSED if name in profile}
    return {**profile, **guessed}


def _guessed(value: Any) -> Any:
    if isinstance(value, str):
        try:
            found = json.loads(value, parse_constant=str)
        except (ValueError, RecursionError):
            return value
        return found if isinstance(found, bool | int | float) else value
    if isinstance(value, list):
        return [_guessed(item) for item in value]
    if isinstance(value, dict):
        return {key: _guessed(item) for key, item in value.items()}
    return value
