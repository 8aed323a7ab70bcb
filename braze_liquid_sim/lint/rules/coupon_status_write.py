"""A coupon's status is written by a call that is not there for it.

Coupons are redeemed by ``PUT /coupon/singleUse/coupon/redeem``, which records when and how as well. What ``status``
does in any other body is not documented; its values are ``UNREDEEMED`` and ``REDEEMED`` and no others.

Example:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw","status":"REDEEMED"}

Instead:
    ---
    url: https://api.pub1.passkit.io/coupon/singleUse/coupon/redeem
    method: PUT
    ---
    {"id":"7Fq2bXo0aRzKcT9dLmEuVw"}

Source: PassKit: comments of the Java SDK 1.1.138
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.passkit_parts import Request
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Severity
from braze_liquid_sim.passkit.messages import enum

TOPIC = "passkit"
SEVERITY = Severity.WARNING

_VALUES = "single_use_coupons.CouponStatus"


def find(field: Field) -> Iterator[Found]:
    """``status`` in the body of a coupon."""
    for request in field.passkit.requests:
        if request.json and request.body and request.message == "single_use_coupons.Coupon":
            yield from _statuses(field, request)


def _statuses(field: Field, request: Request) -> Iterator[Found]:
    assert request.body
    for member in request.json.members if request.json else ():
        if member.key != "status":
            continue
        place = field.passkit.place(request.body, member.start, member.end)
        text = member.value.text
        if member.value.kind == "text" and member.value.is_known and text not in enum(_VALUES):
            message = f"PassKit refuses the status {text!r}"
            help = "A coupon is UNREDEEMED or REDEEMED, and redeemed by PUT /coupon/singleUse/coupon/redeem."
            yield field.found(place, message, help, severity=Severity.ERROR)
        else:
            message = "the status of a coupon is not documented to be set by this call"
            yield field.found(
                place, message, "Redeem it with PUT /coupon/singleUse/coupon/redeem, and leave status out."
            )
