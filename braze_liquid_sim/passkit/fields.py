"""The fields of pass data: what a SmartPass link may hold. The object is flat, and every value a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches

from braze_liquid_sim.passkit.ids import is_id, is_tier_id
from braze_liquid_sim.passkit.messages import moment_fault

UTM = ("utm_source", "utm_medium", "utm_name", "utm_term", "utm_content")
"""The parameters of a campaign that PassKit records; ``utm_campaign`` is none of them."""

SLOTS = (
    *("icon", "logo", "appleLogo", "hero", "eventStrip", "strip", "thumbnail", "background", "footer", "security"),
    *("privilege", "airlineAlliance", "personalization", "banner", "message", "profile", "appImage"),
)
"""The images of a pass."""

FIELDS = {
    "universal.optIn": "boolean",
    "universal.expiryDate": "moment",
    "person.surname": "text",
    "person.forename": "text",
    "person.otherNames": "text",
    "person.salutation": "text",
    "person.suffix": "text",
    "person.displayName": "text",
    "person.gender": "gender",
    "person.dateOfBirth": "day",
    "person.emailAddress": "email",
    "person.mobileNumber": "phone",
    "person.externalId": "text",
    "members.tier.id": "tier",
    "members.member.externalId": "text",
    "members.member.points": "decimal",
    "members.member.secondaryPoints": "decimal",
    "members.member.tierPoints": "count",
    "members.member.groupingIdentifier": "text",
    "members.member.profileImage": "text",
    "singleUseCoupons.coupon.externalId": "text",
    "singleUseCoupons.coupon.sku": "text",
    **dict.fromkeys(UTM, "text"),
    "location[n].lat": "latitude",
    "location[n].lon": "longitude",
    "location[n].lockScreenMessage": "message",
    "location[n].alt": "altitude",
    "location[n].name": "name",
    "location[n].position": "count",
    "beacon[n].uuid": "uuid",
    "beacon[n].major": "port",
    "beacon[n].minor": "port",
    "beacon[n].lockScreenMessage": "message",
    "beacon[n].name": "name",
    "beacon[n].position": "count",
    **{f"colors.{name}": "colour" for name in ("backgroundColor", "labelColor", "textColor", "stripColor")},
    **{f"images.{slot}": "id" for slot in SLOTS},
}
"""Every field and the form of its value; ``[n]`` is 1 to 10, and ``meta.`` takes any name."""

REPLACED = {
    "members.tier.name": "members.tier.id",
    "members.tierId": "members.tier.id",
    "members.tier": "members.tier.id",
    "members.member.tierId": "members.tier.id",
    "members.externalId": "members.member.externalId",
    "members.points": "members.member.points",
    "coupon.externalId": "singleUseCoupons.coupon.externalId",
    "singleUseCoupons.externalId": "singleUseCoupons.coupon.externalId",
    "person.email": "person.emailAddress",
    "person.phone": "person.mobileNumber",
    "person.phoneNumber": "person.mobileNumber",
    "person.mobile": "person.mobileNumber",
    "person.firstName": "person.forename",
    "person.lastName": "person.surname",
    "person.name": "person.displayName",
    "person.birthday": "person.dateOfBirth",
    "person.dob": "person.dateOfBirth",
    "person.userDefinedId": "person.externalId",
    "userDefinedId": "person.externalId",
    "userDefinedID": "person.externalId",
    "universal.expirationDate": "universal.expiryDate",
    "universal.expiry": "universal.expiryDate",
    "utm_campaign": "utm_name",
    "images.privilige": "images.privilege",
}
"""Names that were right once, or that other systems have, and PassKit's."""

UNSETTABLE = frozenset(
    (
        *("members.program.name", "members.program.id", "members.member.id", "members.member.status"),
        *("universal.info", "eventTickets.ticket.ticketNumber", "eventTickets.event.startDate"),
    )
)
"""Names that PassKit's events have and a link cannot set."""

TOGETHER = {
    "location": ("lat", "lon", "lockScreenMessage"),
    "beacon": ("uuid", "major", "minor", "lockScreenMessage"),
}
"""Fields of which none stands without the others."""

SPACES = (
    *("members.", "singleUseCoupons.", "person.", "universal.", "meta."),
    *("location[", "beacon[", "images.", "colors."),
)
"""What the names of fields begin with, but for the parameters of a campaign."""

_NUMBERED = re.compile(r"(location|beacon)\[(\d+)\]\.")


def form_of(key: str) -> str:
    """The form of a field's value; empty where there is no such field."""
    if key.startswith("meta.") and len(key) > 5:
        return "text"
    number = _NUMBERED.match(key)
    if number:
        return FIELDS.get(f"{number[1]}[n].{key[number.end() :]}", "") if 1 <= int(number[2][:9]) <= 10 else ""
    return "" if "[n]" in key else FIELDS.get(key, "")


def replacement(key: str) -> str:
    """The field that is meant by a name that is none: a known change, or a slip; empty where none is near."""
    if key in REPLACED:
        return REPLACED[key]
    number = _NUMBERED.match(key)
    if number and not 1 <= int(number[2][:9]) <= 10:
        return ""
    plain = _NUMBERED.sub(r"\1[n].", key)
    near = get_close_matches(plain[:80], FIELDS, n=1, cutoff=0.8)
    return near[0].replace("[n]", f"[{number[2]}]" if number else "[1]") if near else ""


def value_fault(key: str, text: str) -> str:
    """Why the value of a field is none that it can have; empty where it is one."""
    check = _FORMS.get(form_of(key))
    return check(text) if check else ""


def incomplete(keys: Iterable[str]) -> dict[str, list[str]]:
    """Locations and beacons that lack some of the fields that go together: ``location[1]`` → the missing names."""
    given: dict[str, set[str]] = {}
    for key in keys:
        if number := _NUMBERED.match(key):
            given.setdefault(number[0][:-1], set()).add(key[number.end() :])
    lacks = {one: [name for name in TOGETHER[one.partition("[")[0]] if name not in has] for one, has in given.items()}
    return {one: names for one, names in lacks.items() if names}


def _like(pattern: str, words: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda text: "" if compiled.fullmatch(text[:500]) else f"it has to be {words}"


def _between(low: float, high: float, words: str, *, whole: bool = False) -> Callable[[str], str]:
    form = re.compile(r"[+-]?\d{1,18}" if whole else r"[+-]?\d{1,18}(?:\.\d+)?")

    def check(text: str) -> str:
        return "" if form.fullmatch(text) and low <= float(text) <= high else f"it has to be {words}"

    return check


def _at_most(length: int) -> Callable[[str], str]:
    return lambda text: "" if len(text) <= length else f"it has {len(text)} characters, and {length} are the most"


def _day(text: str) -> str:
    try:
        return "" if date.fromisoformat(text) and len(text) == 10 else "it has to be like 1980-12-21"
    except ValueError:
        return "it has to be like 1980-12-21"


_FORMS: dict[str, Callable[[str], str]] = {
    "boolean": _like("(?i:true|false)", "true or false"),
    "moment": moment_fault,
    "gender": _like("[012]", "0 (not known), 1 (male) or 2 (female)"),
    "day": _day,
    "email": _like(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address"),
    "phone": _like(r"\+\d{6,15}", "a number like +447700900123, with its country and nothing between the digits"),
    "tier": lambda text: "" if is_tier_id(text) else "the id of a tier is in lower case, with no blank at an end",
    "decimal": _between(-1e18, 1e18, "a number"),
    "count": _between(0, 2**32 - 1, "a whole number from 0", whole=True),
    "latitude": _between(-90, 90, "a number from -90 to 90"),
    "longitude": _between(-180, 180, "a number from -180 to 180"),
    "altitude": _between(-500, 8848, "a whole number up to 8848", whole=True),
    "message": _at_most(255),
    "name": _at_most(45),
    "uuid": _like(r"(?i:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})", "a UUID"),
    "port": _between(0, 65535, "a whole number from 0 to 65535", whole=True),
    "colour": _like("#?(?i:[0-9a-f]{6})", "a colour like #1a2b3c"),
    "id": lambda text: "" if is_id(text) else "it has to be the id of an image, 22 letters and digits",
}
