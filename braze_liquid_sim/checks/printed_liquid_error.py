"""An error of Liquid is sent in the text.

Liquid goes on behind an error and prints ``Liquid error: …`` in its place; in JSON or a link that breaks what is around
it, anywhere else the customer reads it. The usual cause is a value of another kind than the filter or the comparison
takes: text where a number is expected.

Example:
    {% if custom_attribute.${points} > 100 %}Gold{% endif %}

Instead:
    {% assign points = custom_attribute.${points} | plus: 0 %}{% if points > 100 %}Gold{% endif %}

Source: measured with Ruby Liquid 5.13
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.codes import Found
from braze_liquid_sim.model import Sent, Severity

TOPIC = "output"
SEVERITY = Severity.ERROR

_COMPARED = "comparison of String with"


def find(case: Case) -> Iterator[Found]:
    """Every error that stands in what is sent.

    A made-up user has text wherever text can be, but Braze keeps the type of an attribute that holds numbers.
    """
    outcome = case.delivery.outcome
    if not isinstance(outcome, Sent):
        return
    for error in outcome.errors:
        if case.hostile and _COMPARED in error.message:
            continue
        message = f"the text holds an error of Liquid: {error.message}"
        help = "Make the value what the tag takes first: | plus: 0 for a number, | default: '' for a text."
        yield Found(message, error.span or case.fallback(), help, shown=error.message)
