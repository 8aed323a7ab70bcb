"""A whole object is printed, which shows Ruby's own notation and no JSON.

``{{ passes.redemptionDetails }}`` comes out as ``{"at"=>"2026-03-01"}``. No customer wants to read that, and no
receiver can: print the fields one by one, or ``| as_json_string`` where the receiver expects JSON.

Example:
    Your details: {{ custom_attribute.${details} }}

Instead:
    Your city: {{ custom_attribute.${details}.city | default: 'not known' }}

Source: measured with Ruby Liquid 5.13; Braze: nested custom attributes
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.blame import Blame
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.quoting import around
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Severity

TOPIC = "output"
SEVERITY = Severity.WARNING

_HASH = re.compile(r'[{ ](?:"(?:[^"\\]|\\.){0,200}"|:\w+)\s?=>\s?|#<[A-Z]\w*(?:::\w+)+')


def find(case: Case) -> Iterator[Found]:
    """Every output that wrote one."""
    for name, text in case.texts.items():
        if "=>" not in text and "#<" not in text:
            continue
        for found in _HASH.finditer(text):
            blame = case.blame(name, found.start())
            if blame.own or blame.span is None or _typed(case, blame, found[0]):
                continue
            what = f"{blame.names} is an object and" if blame.attributes else "an object"
            message = f"{what} is printed as Ruby writes it"
            help = "Print its fields one by one: {{ … .name }}; or | as_json_string where JSON is expected."
            yield Found(message, blame.span, help, related=blame.related, shown=around(text, *found.span()))


def _typed(case: Case, blame: Blame, text: str) -> bool:
    """Whether a user typed a text that looks so."""
    typed = [name for name in blame.attributes if case.value(f"{name} | as_json_string").startswith('"')]
    return any(text in case.value(name) for name in typed)
