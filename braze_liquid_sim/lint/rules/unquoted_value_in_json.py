"""What stands for a value in JSON is not sure to be one.

A text needs quotes round it, and without them makes the JSON invalid for everyone. An attribute that a user lacks
leaves nothing behind the colon, which makes it invalid for that user. ``default: 0`` says that it is a number,
``plus: 0`` makes it one, and ``as_json_string`` writes any value as JSON, quotes included.

Example:
    {"points": {{custom_attribute.${points}}}}

Instead:
    {"points": {{custom_attribute.${points} | default: 0}}}

Source: RFC 8259; Braze: Liquid filters
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import attribute
from braze_liquid_sim.dialect.syntax import Filtered, Literal, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.lint.facts.escaping import corrected, escaped_by, from_outside, named
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP, Origin, Value
from braze_liquid_sim.model import Edit, Severity

TOPIC = "json"
SEVERITY = Severity.ERROR
FIX = "suggestion"

_DIGITS = re.compile(
    r"%(?:[sYQ]|-[dmHIMSjyl])[0-9]*|%s%(?:L|3N)|%Y%m(?:%d(?:%H(?:%M(?:%S)?)?)?)?|%[uwekl]",
)
"""Formats that print a number without leading zeros."""
_JSON_BY_BRAZE = "whats_app.${inbound_flow_response}"
"""The answers to a form, as an object: a message that is triggered by them has them."""
_TEXTS = ("text", "hex", "base64", "base64url")


def find(field: Field) -> Iterator[Found]:
    """Outputs behind the colon of a JSON key, without quotes round them."""
    if not field.outputs or '"' not in field.text:
        return
    for stream in field.places.streams:
        if not stream.is_json:
            continue
        for output in stream.outputs:
            if _is_whole_value(field, output):
                yield from _unquoted(field, output)


def _is_whole_value(field: Field, output: Output) -> bool:
    """Whether the output is all that stands between a key's colon and the next comma or bracket."""
    place = field.places.of(output)
    before = field.text[max(0, output.start - 200) : output.start].rstrip()
    behind = field.text[output.end : output.end + 200].lstrip()
    return place.json == "value" and bool(place.key) and before.endswith((":", "%}")) and behind[:1] in ",}{"


def _unquoted(field: Field, output: Output) -> Iterator[Found]:
    value = field.flow.value(output)
    key = field.places.of(output).key
    origins = from_outside(value)
    if [origin.name for origin in value.origins] == [_JSON_BY_BRAZE]:
        return
    if value.kind == "time":
        if not _is_digits(field, output):
            yield _text(field, output, f"the value of '{key}' is a date without quotes", ())
    elif not value.origins:
        if GAP not in value.shape and value.shape and not _is_json(value.shape):
            shown = value.shape.strip()[:40]
            yield _text(field, output, f"the value of '{key}' is the text '{shown}' without quotes", ())
    elif value.shape.lstrip()[:1] not in ("{", "[", '"'):
        yield from _outside(field, output, value, origins, key)


def _outside(field: Field, output: Output, value: Value, origins: list[Origin], key: str) -> Iterator[Found]:
    names = named(list(value.origins))
    if "json-value" not in value.safe and (value.kind in _TEXTS or _are_texts(value)):
        message = f"{names} is a text without quotes round it, as the value of '{key}'"
        escaped = escaped_by(field, output, "json_escape") if "json" not in value.safe and origins else ()
        yield _text(field, output, message, escaped)
    elif value.nullable:
        message = f"{names} leaves nothing for the value of '{key}' where a user lacks it"
        help = f"Write {corrected(field, output, 'default: 0')}, or as_json_string for what is no number."
        edits = escaped_by(field, output, "default: 0")
        yield field.found(output, message, help, edits=edits, severity=Severity.WARNING)


def _text(field: Field, output: Output, message: str, edits: tuple[Edit, ...]) -> Found:
    quotes = (*field.edit(output.start, output.start, '"'), *field.edit(output.end, output.end, '"'))
    help = "Put it in double quotes, with json_escape as its last filter." if edits else "Put it in double quotes."
    return field.found(output, message, help, edits=(*quotes, *edits) if quotes else ())


def _are_texts(value: Value) -> bool:
    """Whether all of it are default attributes that hold texts."""
    return all(
        origin.kind == "attribute" and attribute(origin.name.strip("${}")).type == "string" for origin in value.origins
    )


def _is_digits(field: Field, output: Output) -> bool:
    """Whether a date is printed as a number; what is not sure is taken for one."""
    expression = output.expression
    if isinstance(expression, Path):
        written = [node.value for node in field.all(Assign) if node.name == expression.root]
        expression = written[0] if len(written) == 1 else expression
    last = expression.filters[-1] if isinstance(expression, Filtered) else None
    layout = last.arguments[0] if last and last.name == "date" and last.arguments else None
    return not isinstance(layout, Literal) or _DIGITS.fullmatch(str(layout.value)) is not None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return text.lstrip()[:1] in ("{", "[", '"')
    return True
