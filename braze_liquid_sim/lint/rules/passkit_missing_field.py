"""The body lacks a field without which PassKit refuses the call or finds no record.

A new coupon needs its campaign and its offer, a new member a programme and a tier. An update finds its record by
``id``, or by the external id together with the campaign or programme. PUT changes what is there and creates nothing.

Example:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: POST
    ---
    {"externalId":"a-17","campaignId":"7Fq2bXo0aRzKcT9dLmEuVw"}

Instead:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: POST
    ---
    {"externalId":"a-17","campaignId":"7Fq2bXo0aRzKcT9dLmEuVw","offerId":"3hLq8yPzW1uQe5TnXcRbVm"}

Source: PassKit: validator rules of the Go SDK 1.1.123
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import typed
from braze_liquid_sim.lint.facts.documents import Member
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.needs import PASSENGER, Ways, lacking

TOPIC = "passkit"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Bodies in which nothing unknown stands, and no branch writes the field either."""
    for request in field.passkit.requests:
        json = request.json
        if not (request.route and request.body and json and json.kind == "object" and json.whole):
            continue
        given = {member.key for member in json.members if not _is_blank(member)}
        seen = {member.key for member in json.members}
        missing = [ways for ways in lacking(request.route, given) if not _may_be_written(field, ways, given, seen)]
        if missing:
            yield _found(field, request, missing)
        if request.route.protocol == "flights":
            yield from _passengers(field, request)


def _passengers(field: Field, request: Request) -> Iterator[Found]:
    """A passenger has a name and a gender."""
    assert request.body
    for one in typed(request.json, request.message) if request.json else ():
        value = one.member.value
        if one.path == "passenger.passengerDetails" and value.kind == "object" and value.whole:
            missing = [name for name in PASSENGER if f'"{name}"' not in field.text]
            if missing:
                place = field.passkit.place(request.body, one.member.start, one.member.end)
                names = " and ".join(missing)
                yield field.found(place, f"PassKit refuses a passenger without {names}", f"Add {names}.")


def _is_blank(member: Member) -> bool:
    """PassKit takes zero and an empty text for missing."""
    return member.value.kind in ("text", "number", "word") and member.value.text in ("", "0", "false", "null")


def _may_be_written(field: Field, ways: Ways, given: set[str], seen: set[str]) -> bool:
    """Whether the text has the field somewhere: in a branch that was not looked at."""
    names = {name for way in ways for name in way} - seen
    written = {name for name in names if f'"{name}"' in field.text}
    return any(given.union(written).issuperset(way) for way in ways)


def _found(field: Field, request: Request, missing: list[Ways]) -> Found:
    assert request.route
    assert request.body
    assert request.json
    needs = ", and ".join(" or ".join(" with ".join(way) for way in ways) for ways in missing)
    place = field.passkit.place(request.body, request.json.start, request.json.start + 1)
    message = f"PassKit's {request.route.method} {request.route.path} needs {needs}"
    return field.found(place, message, f"Add {needs}; zero and an empty text count as missing.")
