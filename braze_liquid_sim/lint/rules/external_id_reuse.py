"""A coupon's external id is the user's id alone.

It is unique in its campaign: a user gets one coupon of it and never another. A second one is refused with 409, and a
link that is opened again shows the old coupon. Braze finds the user by ``person.externalId``, which is another field.

Example:
    {% capture data %}{"singleUseCoupons.coupon.externalId":"{{${user_id}}}"}{% endcapture %}

Instead:
    {% capture data %}{"singleUseCoupons.coupon.externalId":"{{${user_id}}}-{{campaign.${api_id}}}"}{% endcapture %}

Source: PassKit: comments of the Java SDK 1.1.138 (409: the record exists)
"""

from __future__ import annotations

from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.bodies import outputs_of
from braze_liquid_sim.lint.facts.documents import Json
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.places import Stream
from braze_liquid_sim.lint.meaning.value import GAP
from braze_liquid_sim.model import Severity

TOPIC = "passkit"
SEVERITY = Severity.WARNING

_IN_A_LINK = "singleUseCoupons.coupon.externalId"
_CREATE = ("POST", "/coupon/singleUse/coupon")


def find(field: Field) -> Iterator[Found]:
    """The external ids of coupons that a link or a call makes."""
    for payload in field.passkit.payloads:
        yield from _reused(field, payload.stream, payload.json, _IN_A_LINK)
    for request in field.passkit.requests:
        route = request.route
        if route and (route.method, route.path) == _CREATE and request.body and request.json:
            yield from _reused(field, request.body, request.json, "externalId")


def _reused(field: Field, stream: Stream, json: Json, key: str) -> Iterator[Found]:
    for member in json.members:
        if member.key == key and member.value.text.strip() == GAP:
            names = {
                origin.name for output in outputs_of(field, stream, key) for origin in field.flow.value(output).origins
            }
            if names in ({"${user_id}"}, {"${braze_id}"}):
                place = field.passkit.place(stream, member.start, member.end)
                message = f"{key} is {names.pop()} alone: a second coupon of the campaign is refused"
                yield field.found(place, message, "Add what tells coupons apart: an offer, a campaign, an order.")
