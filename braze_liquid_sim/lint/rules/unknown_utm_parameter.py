"""A SmartPass link has a parameter of a campaign that PassKit does not read.

It records ``utm_source``, ``utm_medium``, ``utm_name``, ``utm_term`` and ``utm_content``. There is no ``utm_campaign``:
the campaign belongs in ``utm_name``. Both may stand in a link where other tools read it too.

Example:
    https://pub1.pskt.io/c/ab12cd?data={{ data }}&sig={{ sig }}&utm_source=braze&utm_campaign=spring

Instead:
    https://pub1.pskt.io/c/ab12cd?data={{ data }}&sig={{ sig }}&utm_source=braze&utm_name=spring

Source: PassKit: field names in smart-pass-link-from-csv-generator; Metadata.utm in the Java SDK 1.1.138
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.passkit_parts import SignedLink
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.fields import UTM

TOPIC = "passkit"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_NAME = re.compile(r"&(utm_\w*)=")
_OF_OTHERS = ("utm_id", "utm_source_platform", "utm_creative_format", "utm_marketing_tactic")


def find(field: Field) -> Iterator[Found]:
    """``utm_`` parameters behind the data of a link."""
    for link in field.passkit.links:
        names = _NAME.findall(link.rest)
        for match in _NAME.finditer(link.rest):
            name = match[1]
            doubled = name == "utm_campaign" and ("utm_name" in names or "utm_name=" in field.text)
            if name not in UTM and name not in _OF_OTHERS and not doubled:
                yield _found(field, link, name, link.rest_at + match.start(1))


def _found(field: Field, link: SignedLink, name: str, start: int) -> Found:
    near = get_close_matches(name, UTM, n=1)
    meant = "utm_name" if name == "utm_campaign" else near[0] if near else ""
    place = field.passkit.place(link.stream, start, start + len(name))
    known = bool(meant) and field.written(*place) == name and f"{meant}=" not in link.rest
    edits = field.edit(*place, meant) if known else ()
    help = f"Write {meant}." if meant else f"Use one of {', '.join(UTM)}."
    return field.found(place, f"PassKit does not read {name}", help, edits=edits)
