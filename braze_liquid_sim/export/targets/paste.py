"""One file for each field of Braze's form, byte for byte what goes into it, and a page with a button to copy each.

A content block has its tag beside it, with the variables that it needs.
"""

from __future__ import annotations

from braze_liquid_sim.export.export import Export, File
from braze_liquid_sim.export.page import page
from braze_liquid_sim.export.pieces import pieces

NAME = "paste"
KINDS = ("content_block", "message", "webhook")


def files(export: Export) -> dict[str, File]:
    """A folder for each template, and ``index.html``."""
    found: dict[str, File] = {}
    for unit in export.units:
        for name, text in pieces(unit):
            found[name] = File(text.text.encode(), text.secret)
    content = page(export, found).encode()
    found["index.html"] = File(content, any(file.secret for file in found.values()))
    return found
