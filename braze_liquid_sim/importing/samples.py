"""Code without Liquid on a page: a sample answer for a call near it, or nothing that an import can use."""

from __future__ import annotations

import json
import re

from braze_liquid_sim.importing.imported import Sample
from braze_liquid_sim.importing.naming import saved
from braze_liquid_sim.importing.page import Fence

_ADDRESS = re.compile(r"\{%-?\s*connected_content\s+(\S+)")
_HOST = re.compile(r"https?://[^/?#]*")


def sample_of(fence: Fence, caller: str) -> Sample | str:
    """The answer that a fence shows for the call of a template, or why it is none."""
    address = _ADDRESS.search(caller)
    [variable, *_] = saved(caller) or [""]
    if not address or not variable:
        return "it has no Liquid, and no call near it could be answered with it"
    try:
        value = json.loads(fence.text)
    except (ValueError, RecursionError):
        return "it has no Liquid, and is no JSON that a call could be answered with"
    missing = [name for name in _read(variable, caller) if not isinstance(value, dict) or name not in value]
    if missing:
        return f"as an answer it lacks {', '.join(missing)}, which the template reads from {variable}"
    return Sample(variable, _pattern(address[1]), value)


def _read(variable: str, text: str) -> list[str]:
    """The members of an answer that a template reads."""
    found = re.findall(rf"\b{re.escape(variable)}\.([A-Za-z]\w*)", text)
    return list(dict.fromkeys(found))


def _pattern(address: str) -> str:
    """All addresses that differ only in the host and in what stands behind the constant path: both may get mended."""
    path = _HOST.sub("", address).split("{{")[0].split("?")[0]
    return f"https?://[^/]+{re.escape(path)}.*"
