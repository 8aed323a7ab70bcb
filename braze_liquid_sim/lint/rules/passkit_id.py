"""What stands where PassKit has an id is none.

Ids of programmes, campaigns, offers, coupons, members, templates and images are 22 letters and digits. No other text
names a record: the call passes every check of its types and is answered with 404. A blank that was copied along is
enough. Ids of tiers are another matter: they are words in lower case.

Example:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"externalId":"a-17","campaignId":" 7Fq2bXo0aRzKcT9dLmEuVw"}

Instead:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"externalId":"a-17","campaignId":"7Fq2bXo0aRzKcT9dLmEuVw"}

Source: PassKit: comments and validator rules of the Java and Go SDKs
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Output
from braze_liquid_sim.lint.facts.bodies import outputs_of, typed
from braze_liquid_sim.lint.facts.credentials import is_placeholder
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.ids import id_fault, is_id
from braze_liquid_sim.passkit.messages import ID_FIELDS

TOPIC = "passkit"
SEVERITY = Severity.ERROR
FIX = "suggestion"
OF_CONSTANTS = True

_OF_BRAZE = frozenset(
    (
        *("${user_id}", "${braze_id}", "${email_address}", "campaign.${api_id}", "campaign.${name}"),
        *("canvas.${api_id}", "canvas.${name}", "campaign.${dispatch_id}"),
    )
)
"""What Braze calls users and campaigns by."""


def find(field: Field) -> Iterator[Found]:
    """Constant ids in the paths and the bodies of calls."""
    for request in field.passkit.requests:
        yield from _swapped(field, request)
        yield from _of_braze(field, request)
        for stream, name, text, place in (*_in_path(request), *_in_body(request)):
            fault = "" if GAP in text or is_placeholder(text.strip()) else id_fault(text)
            if fault:
                yield _found(field, name, text, field.passkit.place(stream, *place), fault)


def _swapped(field: Field, request: Request) -> Iterator[Found]:
    """The external id before the campaign's or the programme's."""
    if not (request.url and request.route and request.address):
        return
    given = request.route.variables(request.address.path)
    own = next((name for name in given if name in ("couponCampaignId", "programId")), "")
    external = given.get("externalId", "")
    if own and GAP in given[own] and is_id(external):
        start = request.address.path_at + request.address.path.rindex(external)
        place = field.passkit.place(request.url, start, start + len(external))
        yield field.found(
            place, f"{own} and externalId have changed places", f"Write {external} before the external id."
        )


def _of_braze(field: Field, request: Request) -> Iterator[Found]:
    """What Braze calls its users and campaigns by."""
    path = request.route.path if request.route else ""
    body = request.body
    for one in typed(request.json, request.message) if request.json else ():
        if body and one.type == "str" and one.member.key in ID_FIELDS and one.member.value.text == GAP:
            for output in outputs_of(field, body, one.member.key):
                yield from _braze_id(field, output, one.path)
    if request.url and path.endswith("/{id}") and request.address and request.address.path.endswith(f"/{GAP}"):
        yield from _braze_id(field, request.url.outputs[-1], "id") if request.url.outputs else ()


def _braze_id(field: Field, output: Output, name: str) -> Iterator[Found]:
    names = {origin.name for origin in field.flow.value(output).origins}
    if len(names) == 1 and names <= _OF_BRAZE:
        message = f"{name} is no id of PassKit's: {names.pop()} is Braze's"
        help = "Copy the id from PassKit's portal; users are found by externalId."
        yield field.found(output, message, help, severity=Severity.WARNING)


_Given = tuple[Stream, str, str, tuple[int, int]]
"""Where an id is given, its name, its text, and its place in the shape."""


def _in_path(request: Request) -> Iterator[_Given]:
    if not (request.url and request.route and request.address):
        return
    for name, text in request.route.variables(request.address.path).items():
        if name in ID_FIELDS:
            start = request.address.path_at + request.address.path.rindex(text)
            yield request.url, name, text, (start, start + len(text))


def _in_body(request: Request) -> Iterator[_Given]:
    if not (request.body and request.json):
        return
    for one in typed(request.json, request.message):
        value = one.member.value
        if one.type == "str" and one.member.key in ID_FIELDS and value.kind == "text" and value.text:
            yield request.body, one.path, value.text, (value.start + 1, value.end - 1)


def _found(field: Field, name: str, text: str, place: tuple[int, int], fault: str) -> Found:
    message = f"{name} is no id of PassKit's: {fault}"
    if not is_id(text.strip()):
        return field.found(place, message, "Copy the id from PassKit's portal: 22 letters and digits.")
    known = field.written(*place) == text
    edits = field.edit(*place, text.strip()) if known else ()
    return field.found(place, message, f"Write {text.strip()}.", edits=edits)
