"""The body has a field that PassKit's message does not have.

PassKit drops what it does not know without a word: the call succeeds and nothing happens. Names are told apart by their
case.

Example:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw","expiryDtae":"2027-03-05T23:59:59Z"}

Instead:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw","expiryDate":"2027-03-05T23:59:59Z"}

Source: PassKit: messages of the Python SDK 1.1.162; grpc-gateway: unknown fields are dropped
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import Typed, typed
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import messages

TOPIC = "passkit"
SEVERITY = Severity.ERROR
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """Every key that its message does not have, but for those of another kind of pass."""
    for request in field.passkit.requests:
        for one in typed(request.json, request.message) if request.json and request.body else ():
            if not one.type and GAP not in one.member.key and not _is_foreign(one):
                yield _found(field, request, one)


def _is_foreign(one: Typed) -> bool:
    """Whether another rule says whose it is."""
    return "." not in one.path and bool(messages.others(one.member.key, one.message))


def _found(field: Field, request: Request, one: Typed) -> Found:
    assert request.body
    name = one.member.key
    place = field.passkit.place(request.body, one.member.start, one.member.end)
    record = one.message.rpartition(".")[2]
    message = f"PassKit's {record} has no field {name}, and drops it without a word"
    if name in messages.GONE:
        return field.found(place, message, f"Take it out: {messages.GONE[name]}.")
    meant = messages.replacement(name, one.message)
    if not meant:
        return field.found(place, message, f"Put values of your own into metaData, or see the fields of {record}.")
    edits = field.edit(*place, meant) if field.written(*place) == name else ()
    return field.found(place, message, f"Write {meant}.", edits=edits)
