"""The URL of a PassKit project has a form that opens nothing.

It is ``https://``, ``pub1.pskt.io`` (the EU) or ``pub2.pskt.io`` (the US), ``/c/`` and the project's short code. A
slash behind it, a query or ``http://`` make a link that is signed properly and does not open.

Example:
    {% assign pk_project_url = 'https://pub1.pskt.io/c/ab12cd/' %}

Instead:
    {% assign pk_project_url = 'https://pub1.pskt.io/c/ab12cd' %}

Source: PassKit: smart-pass-link-from-csv-generator; passkit-golang-smartpass-creator
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.links import project_url_fault

TOPIC = "passkit"
SEVERITY = Severity.WARNING
FIX = "suggestion"
OF_CONSTANTS = True

_NAME = re.compile(r".*project_?url|.*pass_?kit_?url|.*smart_?pass_?(?:base_?)?url", re.IGNORECASE)


def find(field: Field) -> Iterator[Found]:
    """Constant URLs before ``?data=``, and in variables that are called so."""
    if not field.passkit.named:
        return
    told: set[tuple[int, int]] = set()
    for place, text in _urls(field):
        fault, meant = project_url_fault(text)
        if fault and place not in told:
            told.add(place)
            edits = field.edit(*place, meant) if meant and field.written(*place) == text else ()
            help = f"Write {meant}." if meant else "Copy it from PassKit: https://pub1.pskt.io/c/ and the short code."
            yield field.found(place, f"this is no URL of a PassKit project: {fault}", help, edits=edits)


def _urls(field: Field) -> Iterator[tuple[tuple[int, int], str]]:
    for write in field.flow.writes:
        text = write.value.text
        own = text and re.search(r"pskt\.|passkit\.", text) and "?data=" not in text
        if text and own and ("/c/" in text or _NAME.fullmatch(write.name)):
            starts = [piece.start for piece in write.value.pieces]
            start = starts[0] if len(starts) == 1 and starts[0] is not None else None
            at = (start, start + len(text)) if start is not None else (write.node.start, write.node.end)
            yield at, text
    for link in field.passkit.links:
        if GAP not in link.project and re.search(r"pskt\.|passkit\.", link.project):
            yield field.passkit.place(link.stream, link.start, link.start + len(link.project)), link.project
