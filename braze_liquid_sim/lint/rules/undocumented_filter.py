"""A filter is used that Braze does not list, or says it does not have.

Braze runs the parts of Liquid that it has tested and listed. A filter that is not on its list may do what Shopify's
does, or nothing at all, and may change without notice; one that is listed as not supported does nothing.

Example:
    {{ ${first_name} | lstrip }}

Instead:
    {{ ${first_name} | strip }}

Source: Braze: filters (supported and unsupported), advanced filters
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.listed import FILTERS, INSERTED, UNSUPPORTED
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.WARNING

_INSTEAD = {
    "lstrip": "Use strip, which takes the blanks at both ends.",
    "rstrip": "Use strip, which takes the blanks at both ends.",
    "squish": "Use strip.",
    "sha256": "Use sha2, which is the same.",
    "h": "Use escape.",
    "escape_once": "Use escape.",
    "money_with_currency": "Use money, and write the currency yourself.",
    "money_without_currency": "Use money, which has no currency.",
    "base64_url_safe_encode": "Use base64_encode | replace: '+', '-' | replace: '/', '_' | remove: '='.",
    "find": "Use where, then first.",
    "sum": "Add up in a loop with plus.",
}


def find(field: Field) -> Iterator[Found]:
    """Every filter that works here and that Braze does not name, and every one it rules out."""
    known = filters()
    for call in field.filters:
        name = call.name
        place = (call.start, call.start + len(name))
        if name in UNSUPPORTED:
            help = _INSTEAD.get(name, "Take it out, or do without it in the data you send to Braze.")
            yield field.found(place, f"Braze does not support the filter {name}", help, severity=Severity.ERROR)
        elif name in known and name not in FILTERS and name not in INSERTED:
            help = _INSTEAD.get(name, "Try it in Braze's preview first, or do without it.")
            yield field.found(place, f"Braze does not list the filter {name}: it may do nothing", help)
