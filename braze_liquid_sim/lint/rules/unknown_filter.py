"""A filter is used that does not exist.

Ruby passes a value through a filter that it does not know: nothing fails, and the value is sent as it was. An escape
that is misspelt escapes nothing.

Example:
    {{ ${first_name} | uppercase }}

Instead:
    {{ ${first_name} | upcase }}

Source: Braze: filters, advanced filters; that an unknown filter does nothing is measured with Ruby Liquid 5.13
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.dialect.listed import FILTERS, UNSUPPORTED
from braze_liquid_sim.dialect.syntax import FilterCall
from braze_liquid_sim.lint.facts.nearby import near
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity

TOPIC = "names"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_MEANT = {
    "uppercase": "upcase", "toupper": "upcase", "upper": "upcase", "lowercase": "downcase", "tolower": "downcase",
    "lower": "downcase", "trim": "strip", "length": "size", "count": "size", "fallback": "default",
    "dateformat": "date", "formatdate": "date", "strftime": "date", "timezone": "time_zone",
    "escapejson": "json_escape", "jsonencode": "json_escape", "parsejson": "json_parse", "jsondecode": "json_parse",
    "fromjson": "json_parse", "json": "as_json_string", "tojson": "as_json_string", "jsonify": "as_json_string",
    "urlparamencode": "url_param_escape", "encodeuri": "url_escape", "encodeuricomponent": "url_param_escape",
    "base64": "base64_encode", "base64encode": "base64_encode", "b64encode": "base64_encode", "titlecase": "capitalize",
    "concatenate": "append", "substring": "slice", "substr": "slice", "add": "plus", "subtract": "minus",
    "multiply": "times", "divide": "divided_by", "mod": "modulo", "numberformat": "number_with_delimiter",
    "nl2br": "newline_to_br", "hmacsha256base64": "hmac_sha256_base64",
}  # fmt: skip
"""What filters of other languages and old slips are called here, by their names without underscores."""


def find(field: Field) -> Iterator[Found]:
    """Every filter that neither Braze nor Ruby has."""
    known = filters()
    for call in field.filters:
        if call.name not in known and call.name not in UNSUPPORTED and _behind_bar(field, call):
            meant = near(call.name, FILTERS, _MEANT)
            end = call.start + len(call.name)
            edits = field.edit(call.start, end, meant) if meant else ()
            message = f"there is no filter {call.name}: the value passes through unchanged"
            help = f"Did you mean {meant}?" if meant else "Take it out, or use one of the filters that Braze lists."
            yield field.found((call.start, end), message, help, edits=edits)


def _behind_bar(field: Field, call: FilterCall) -> bool:
    """Whether a ``|`` stands before it: loose reading finds names in the rest of a text whose quote is missing."""
    return field.text[max(0, call.start - 100) : call.start].rstrip().endswith("|")
