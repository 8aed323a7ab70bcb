"""Ids: what they look like, and those that PassKit's and Braze's pages print as samples."""

from __future__ import annotations

import re

_ID = re.compile(r"[0-9A-Za-z]{22}")
_TIER = re.compile(r"[^A-Z]+")

SAMPLE_IDS = ("2xa1lRy8dBz4eEElBfmIz8", "4RhsVhHek0dliVogVznjSQ")
"""Ids of campaigns and programmes that stand in pages and in the templates that ship."""

SAMPLE_CODES = ("ww0jir", "wrsynr", "5cb4m9")
"""Short codes of project URLs that stand in pages."""


def is_id(text: str) -> bool:
    """Whether a text can be the id of a programme, campaign, offer, coupon, member, template or image."""
    return _ID.fullmatch(text) is not None


def id_fault(text: str) -> str:
    """Why a text cannot be an id; empty where it can."""
    if is_id(text):
        return ""
    if text != text.strip() and is_id(text.strip()):
        return "it has a blank at an end"
    if not text.strip():
        return "it is blank"
    strange = re.search(r"[^0-9A-Za-z]", text)
    if strange:
        return f"it has {strange[0]!r} in it"
    return f"it has {len(text)} characters"


def is_tier_id(text: str) -> bool:
    """Whether a text can be the id of a tier: any text in lower case."""
    return text == text.strip() and _TIER.fullmatch(text) is not None
