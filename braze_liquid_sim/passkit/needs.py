"""What a call has to have: the fields that name the record, and those without which nothing is made or changed."""

from __future__ import annotations

from braze_liquid_sim.passkit.routes import Route

Ways = tuple[tuple[str, ...], ...]
"""Sets of fields any one of which will do."""

_COUPON: Ways = (("id",), ("externalId", "campaignId"))
_MEMBER: Ways = (("id",), ("externalId", "programId"))
_MEMBER_ID: Ways = (("memberId",), ("externalMemberId", "programId"))
_POINTS: Ways = (("points",), ("secondaryPoints",), ("tierPoints",))
_RESETS: Ways = (("resetPoints",), ("resetSecondaryPoints",), ("resetTierPoints",))
_RECORD: Ways = (("ticketNumber",), ("index",), ("passId",))
_BOARDING: tuple[Ways, ...] = tuple(
    ((name,),)
    for name in (
        *("operatingCarrierPNR", "boardingPoint", "deplaningPoint", "carrierCode", "flightNumber"),
        *("departureDate", "passenger", "sequenceNumber"),
    )
)

NEEDS: dict[tuple[str, str], tuple[Ways, ...]] = {
    ("POST", "/coupon/singleUse/coupon"): ((("campaignId",),), (("offerId",),)),
    ("PUT", "/coupon/singleUse/coupon"): (_COUPON,),
    ("DELETE", "/coupon/singleUse/coupon"): (_COUPON,),
    ("PUT", "/coupon/singleUse/coupon/redeem"): (_COUPON,),
    ("PUT", "/coupon/singleUse/coupon/externalId"): (
        (("id",), ("externalId", "couponCampaignId")),
        (("newExternalId",),),
    ),
    ("PATCH", "/coupon/singleUse/coupon/person"): ((("id",), ("externalId", "classId")), (("person",),)),
    ("POST", "/members/member"): ((("programId",),), (("tierId",),)),
    ("POST", "/members/member/public"): ((("programId",),), (("tierId",),)),
    ("PUT", "/members/member"): (_MEMBER,),
    ("DELETE", "/members/member"): (_MEMBER,),
    ("PATCH", "/members/member/person"): ((("id",), ("externalId", "classId")), (("person",),)),
    ("PUT", "/members/member/points/earn"): (_MEMBER, _POINTS),
    ("PUT", "/members/member/points/burn"): (_MEMBER, _POINTS),
    ("PUT", "/members/member/points/set"): (_MEMBER, _POINTS + _RESETS),
    ("PUT", "/members/member/tier"): (_MEMBER_ID, (("tierId",),)),
    ("PUT", "/members/member/updateExpiry"): (_MEMBER, (("expiryDate",),)),
    ("POST", "/members/member/checkIn"): (_MEMBER_ID,),
    ("POST", "/members/member/checkOut"): (_MEMBER_ID,),
    ("POST", "/flights/boardingPass"): _BOARDING,
    ("PUT", "/flights/boardingRecord"): _BOARDING,
    ("POST", "/flights/boardingRecord"): (_RECORD,),
    ("DELETE", "/flights/boardingRecord"): (_RECORD,),
    ("POST", "/flights/pass"): ((*_RECORD, ("pnr",)),),
    ("POST", "/eventTickets/ticket"): ((("eventId",), ("event",)), (("ticketTypeId",),)),
    ("PUT", "/eventTickets/ticket"): ((("id",), ("ticketNumber",)),),
    ("POST", "/distribution/smartpasslink"): ((("projectDistributionUrl",),), (("fields",),)),
}
"""By method and path: what the body needs, each of it in one of several ways."""


PASSENGER = ("surname", "forename", "gender")
"""What a person on a boarding pass has."""


def needs_of(route: Route) -> tuple[Ways, ...]:
    """What the body of a call needs; each need can be met in several ways."""
    return NEEDS.get((route.method, route.path), ())


def lacking(route: Route, given: set[str]) -> list[Ways]:
    """The needs that the fields of a body do not meet."""
    return [ways for ways in needs_of(route) if not any(given.issuperset(way) for way in ways)]
