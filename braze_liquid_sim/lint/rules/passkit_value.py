"""A value has a form that its field in PassKit's API does not take.

The call is refused, with a message that names the value and not the field. Dates are texts like
``2027-03-05T23:59:59Z``, with a ``T`` and a zone; enumerations are spelt in capitals as PassKit has them; ``true`` and
numbers have no quotes where the field is none of text, and ids always have.

Example:
    ---
    url: https://api.pub1.passkit.io/members/member
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw","expiryDate":"2027-03-05","optOut":"true"}

Instead:
    ---
    url: https://api.pub1.passkit.io/members/member
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw","expiryDate":"2027-03-05T23:59:59Z","optOut":true}

Source: PassKit: messages of the Python SDK 1.1.162, tried with its own JSON parser
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import Typed, advice, is_number, is_of_braze, sampled, typed
from braze_liquid_sim.lint.facts.documents import Json
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit import messages

TOPIC = "passkit"
SEVERITY = Severity.ERROR
OF_CONSTANTS = True


def find(field: Field) -> Iterator[Found]:
    """Every value whose form is known and wrong."""
    for request in field.passkit.requests:
        if request.message and request.body and request.json and request.json.kind == "list":
            place = field.passkit.place(request.body, request.json.start, request.json.start + 1)
            yield field.found(
                place, "the body is a list, and PassKit takes one record a call", "Write the object alone."
            )
        for one in typed(request.json, request.message) if request.json and request.body else ():
            fault = _fault(field, request, one) if one.type and not _is_told(one) else ""
            if fault:
                yield _found(field, request, one, fault)


def _is_told(one: Typed) -> bool:
    """Whether another rule has it: the status of a coupon."""
    return one.member.key == "status" and one.message.endswith(".Coupon")


def _fault(field: Field, request: Request, one: Typed) -> str:
    value, type = one.member.value, one.type
    inner = messages.element(type)
    if value.text == "null" or type == "any":
        return ""
    if value.text == GAP and request.body and is_number(field, request.body, one.member.key):
        quoted = value.kind == "text" and type != "Timestamp"
        return "" if quoted else messages.number_fault(type, "0")
    if value.kind == "gap":
        return ""
    if type.startswith("map<") and value.kind == "object":
        return "" if all(_takes(member.value, inner) for member in value.members) else "its values have to be texts"
    if type.endswith("[]") and value.kind == "list":
        return next((f for item in value.items if item.is_known and (f := _of(item, one.member.key, inner))), "")
    if one.path == "passenger.passengerDetails.displayName":
        return "a passenger has a forename and a surname, and no displayName"
    if value.kind == "text" and request.body:
        if type == "enum io.Gender" and is_of_braze(field, request.body, one.member.key):
            return "${gender} is M, F or another letter; it has to be MALE, FEMALE or NOT_KNOWN"
        text = sampled(field, request.body, one.member)
        return messages.text_fault(one.member.key, type, text) if text is not None else _without_text(type)
    return _of(value, one.member.key, type)


def _without_text(type: str) -> str:
    """Why a text of which nothing is known cannot stand there."""
    takes = type in ("str", "Timestamp", "bytes", "float", "double") or type.startswith(("enum ", "int", "uint"))
    return "" if takes else f"it has to be {messages.words_of(type)}, not a text"


def _takes(value: Json, type: str) -> bool:
    return value.kind == "gap" or value.text == "null" or not _of(value, "", type)


def _of(value: Json, name: str, type: str) -> str:
    """Why a value that is no text with gaps is not of a type."""
    if value.kind == "text":
        return messages.text_fault(name, type, value.text) if GAP not in value.text else _without_text(type)
    if value.kind == "number":
        return messages.number_fault(type, value.text)
    if value.kind == "word":
        wrong = value.text in ("true", "false") and type not in ("bool", "any")
        return f"it has to be {messages.words_of(type)}, not {value.text}" if wrong else ""
    if value.kind == "object":
        wrong = not (messages.is_message(type) or type.startswith("map<") or type == "any")
    else:
        wrong = value.kind == "list" and not type.endswith("[]")
    return f"it has to be {messages.words_of(type)}" if wrong else ""


def _found(field: Field, request: Request, one: Typed, fault: str) -> Found:
    assert request.body
    value = one.member.value
    stands = field.passkit.stands(request.body, value.start, value.end)
    start, end = (value.start, value.end) if stands else (one.member.start, one.member.end)
    place = field.passkit.place(request.body, start, end)
    return field.found(place, f"PassKit refuses this value of {one.path}: {fault}", advice(fault))
