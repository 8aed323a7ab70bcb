"""A sample of PassKit's or Braze's pages was left in.

The link leads to somebody else's project, and the call to a record that your account does not have. The example of a
parameter, ``[[ name ]]``, is not reported: ``export`` fills in the value. Neither are ids and project URLs that a note
under ``parameters`` in the front matter names, by their value, their key or their variable.

Example:
    {% assign projectUrl = "https://pub1.pskt.io/c/ww0jir" %}

Instead:
    ---
    parameters:
      project_url: { type: url, example: "https://pub1.pskt.io/c/ww0jir" }
    ---
    {% assign projectUrl = "[[ project_url ]]" %}

Source: Braze: PassKit partner page
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.credentials import constants
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.ids import SAMPLE_CODES, SAMPLE_IDS

TOPIC = "passkit"
SEVERITY = Severity.WARNING
OF_CONSTANTS = True

_SAMPLE = re.compile(
    rf"(?<![0-9A-Za-z])(?:{'|'.join(SAMPLE_IDS)})(?![0-9A-Za-z])|(?<=\.pskt\.io/c/)(?:{'|'.join(SAMPLE_CODES)})(?![0-9A-Za-z])"
)
_KEY = re.compile(r'"([\w.]+)"\s*:\s*"[^"]*\Z')
_IN_A_PATH = ("url", "campaignId", "couponCampaignId", "programId", "classId", "project_url", "projectUrl")


def find(field: Field) -> Iterator[Found]:
    """Sample ids, and sample codes in project URLs."""
    spans = constants(field) if field.passkit.concerned else []
    for match in _SAMPLE.finditer(field.text) if spans else ():
        start, end = match.span()
        inside = any(first <= start and end <= last for first, last in spans)
        if inside and not _is_declared(field, match[0], start):
            what = "the project" if match[0] in SAMPLE_CODES else "the id"
            message = f"{what} {match[0]} is a sample of PassKit's pages"
            yield field.found(
                (start, end), message, "Put your own in its place, or a parameter that the front matter declares."
            )


def _is_declared(field: Field, text: str, start: int) -> bool:
    key = _KEY.search(field.text[max(0, start - 200) : start])
    names = (key[1],) if key else _IN_A_PATH
    return field.passkit.is_declared(text, names, start)
