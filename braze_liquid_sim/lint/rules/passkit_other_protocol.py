"""A call mixes two kinds of passes.

Coupons belong to a campaign and members to a programme; each kind has routes and fields of its own. A ``programId`` in
the body of a coupon is dropped, and the coupon is looked for without a campaign. A link that makes members, with a call
that asks for coupons beside it, gives 404 for everybody.

Example:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"externalId":"a-17","programId":"7Fq2bXo0aRzKcT9dLmEuVw"}

Instead:
    ---
    url: https://api.pub1.passkit.io/members/member
    method: PUT
    ---
    {"externalId":"a-17","programId":"7Fq2bXo0aRzKcT9dLmEuVw"}

Source: PassKit: messages of the Python SDK 1.1.162
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import typed
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import messages

TOPIC = "passkit"
SEVERITY = Severity.ERROR

_TAKERS = {
    "coupons": "/coupon/singleUse/coupon",
    "members": "/members/member",
    "flights": "/flights/boardingRecord",
    "tickets": "/eventTickets/ticket",
}
_SPACES = {"members.": "members", "singleUseCoupons.": "coupons"}


def find(field: Field) -> Iterator[Found]:
    """Fields of another kind in a body, and calls of another kind than the links beside them."""
    for request in field.passkit.requests:
        if request.json and request.body:
            yield from _fields(field, request)
        if request.url and request.route:
            yield from _calls(field, request)


def _fields(field: Field, request: Request) -> Iterator[Found]:
    assert request.json
    assert request.body
    for one in typed(request.json, request.message):
        kinds = messages.others(one.member.key, one.message)
        if one.type or "." in one.path or not kinds:
            continue
        place = field.passkit.place(request.body, one.member.start, one.member.end)
        record = one.message.rpartition(".")[2]
        near = messages.replacement(one.member.key, one.message)
        message = f"{one.member.key} is a field of {' and '.join(kinds)}, and this body is a {record}"
        instead = f"Write {near}, or call" if near else "Take it out, or call"
        yield field.found(place, message, f"{instead} {' or '.join(_TAKERS[kind] for kind in kinds)}.")


def _calls(field: Field, request: Request) -> Iterator[Found]:
    """A call that asks for what the links of the same template do not make."""
    assert request.route
    assert request.url
    made = {
        kind
        for payload in field.passkit.payloads
        for member in payload.json.members
        for space, kind in _SPACES.items()
        if member.key.startswith(space)
    }
    if made and request.route.protocol in ("coupons", "members") and request.route.protocol not in made:
        node = request.url.node
        place = (node.start, node.end) if node else (0, len(field.text))
        message = f"this asks for {request.route.protocol}, and the link makes {' and '.join(sorted(made))}"
        help = f"Ask at {_TAKERS[min(made)]}, or make the link for {request.route.protocol}."
        yield field.found(place, message, help, severity=Severity.WARNING)
