"""What some users lack is printed, and nothing stands in for it.

A first name, a city, a custom attribute: whoever has none reads ``Hi ,``, and a pass or a payload gets an empty text
for good. Give a default, or ask first whether the value is there. Properties of events and of API calls come with the
message, and are left alone; so are ids and addresses, for which nothing can stand in.

Example:
    Hi {{ ${first_name} }}!

Instead:
    Hi {{ ${first_name} | default: 'there' }}!

Source: Braze: setting default values (a missing value prints nothing)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.names import ATTRIBUTES
from braze_liquid_sim.dialect.syntax import Expression, FilterCall, Node, Output, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.capture import Capture
from braze_liquid_sim.lint.facts.joining import joined
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.guarantees import is_sure, sure_at, sure_attributes
from braze_liquid_sim.lint.meaning.printed import (
    base_of,
    has_default,
    is_replaced,
    made_without_default,
    reaches_somebody,
)
from braze_liquid_sim.lint.meaning.value import Origin
from braze_liquid_sim.model import Edit, Severity

TOPIC = "values"
SEVERITY = Severity.WARNING
FIX = "suggestion"

_NAMING = {"${braze_id}", "${random_bucket_number}", "${user_id}", "${email_address}", "${phone_number}"}
"""What says who somebody is: no default can stand in for it; ``unguarded-id`` tells where an id must not be blank."""
_ALWAYS = _NAMING | {f"${{{name}}}" for name, known in ATTRIBUTES.items() if known.type == "url"}
_MADE_OF_NOTHING = ("number", "hex", "base64", "base64url", "json", "boolean")
"""Kinds of values that filters make even where there is none."""
_LEADS_UP = re.compile(r"[^\W\d_]\s+\Z")
_WORDS = {"${first_name}": "there"}


def find(field: Field) -> Iterator[Found]:
    """Every output of a default attribute or a custom attribute that may be missing, be it through a variable."""
    sure: set[str] | None = None
    for output in field.outputs:
        origin = _missing(field, output)
        if origin:
            sure = sure_attributes(field.file) if sure is None else sure
            there = is_sure(origin.name, sure | sure_at(field, output))
            if not there and reaches_somebody(field, output) and not _is_mended(field, output, origin):
                yield _found(field, output, origin)
    yield from _appended(field)


def _appended(field: Field) -> Iterator[Found]:
    """What is put behind words that lead up to it, as in ``'Hi ' | append: ${first_name}``."""
    sure: set[str] | None = None
    for call in field.filters:
        before = field.flow.before(call).text if call.name == "append" and call.arguments else None
        origin = _lacking(field, call.arguments[0]) if before and _LEADS_UP.search(before) else None
        if origin:
            sure = sure_attributes(field.file) if sure is None else sure
            there = is_sure(origin.name, sure | sure_at(field, call.arguments[0]))
            if not there and not _is_mended(field, call, origin):
                help = f"Give it a default first: {{% assign name = {origin.name} | default: '…' %}}, and append that."
                yield field.found(call.arguments[0], f"{origin.name} is nothing for users without one", help)


def _is_mended(field: Field, item: Node | FilterCall, origin: Origin) -> bool:
    """Whether the variable that it goes into gets another value where the attribute is missing."""
    into = [one for one in field.ancestors(item) if isinstance(one, Assign | Capture)]
    return any(is_replaced(field, one.name, origin.name) for one in into)


def _lacking(field: Field, argument: Expression) -> Origin | None:
    value = field.flow.value(argument)
    if not isinstance(argument, Path) or not value.nullable or len(value.origins) != 1:
        return None
    return _ours(value.origins[0])


def _missing(field: Field, output: Output) -> Origin | None:
    """What may be missing; None where it is there, or something stands in for it."""
    base = base_of(output)
    if base is None or has_default(output) or field.flow.value(output).kind in _MADE_OF_NOTHING:
        return None
    value = field.flow.value(base)
    lacking = value.nullable or (value.blankable and made_without_default(field, base))
    if not lacking or not field.flow.reached(output) or len(value.origins) != 1:
        return None
    return _ours(value.origins[0])


def _ours(origin: Origin) -> Origin | None:
    """An origin, where it is an attribute that a default may stand in for."""
    ours = origin.kind in ("attribute", "custom_attribute") and not origin.root
    return origin if ours and origin.name not in _ALWAYS else None


def _found(field: Field, output: Output, origin: Origin) -> Found:
    base = base_of(output) or output
    written = field.written(base.start, base.end)
    made = f" ({origin.name})" if written != origin.name else ""
    place = field.places.of(output)
    word = "" if place.json or place.url or field.file.is_webhook else _WORDS.get(origin.name, "")
    default = f" | default: '{word}'"
    edits: tuple[Edit, ...] = ()
    if (output.start, output.end) == (base.start, base.end):  # the URL of a call takes a name without braces
        edits = field.edit(output.start, output.end, f"{{{{{written}{default}}}}}")
    elif _is_whole(written):
        edits = field.edit(base.end, base.end, default)
    help = f"Write {{{{ {written}{default} }}}}, or ask first: {{% if {origin.name} != blank %}}."
    together = joined(field, output) if place.json == "string" else ()
    if together:
        edits = together
        help = f"Join what stands beside it: {together[0].text}, and print {together[1].text}."
    return field.found(output, f"{written}{made} is nothing for users without one", help, edits=edits)


def _is_whole(written: str) -> bool:
    """Whether a filter may follow: not where one stands inside the braces of the name."""
    return written.count("${") == written.count("}") and "|" not in written
