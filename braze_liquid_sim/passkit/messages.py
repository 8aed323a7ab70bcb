"""The messages that PassKit's API takes: their fields, the types of these, and what a value has to look like.

PassKit's gateway drops a field it does not know without a word, and refuses a value of the wrong type with a message
that does not name the field. Zero, an empty text and ``false`` count as missing.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

ID_FIELDS = frozenset(
    (
        *("id", "campaignId", "couponCampaignId", "programId", "offerId", "memberId", "classId", "productionId"),
        *("venueId", "eventId", "ticketId", "ticketTypeId", "passTemplateId", "passId", "infantPassId", "couponId"),
    )
)
"""Fields and parts of paths that hold an id of 22 letters and digits."""

REPLACED = {
    "userDefinedId": "externalId",
    "userDefinedID": "externalId",
    "campaignName": "campaignId",
    "programName": "programId",
    "email": "emailAddress",
    "firstName": "forename",
    "lastName": "surname",
    "metadata": "metaData",
    "tier": "tierId",
    "expirationDate": "expiryDate",
    "expiry": "expiryDate",
    "expires": "expiryDate",
    "state": "status",
}
"""Names that older pages and other systems have, and today's."""

GONE = {"isVoided": "a coupon is voided by DELETE /coupon/singleUse/coupon"}
"""Names that older pages have and nothing replaces, and what to do instead."""

_RECORDS = {
    "coupons": "single_use_coupons.Coupon",
    "members": "members.Member",
    "flights": "flights.BoardingPassRecord",
    "tickets": "event_tickets.Ticket",
}

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_WHOLE = {
    "int32": (-(2**31), 2**31 - 1),
    "uint32": (0, 2**32 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint64": (0, 2**64 - 1),
}

FORMATS = {
    "operatingCarrierPNR": (r"[A-Z0-9]{5,7}", "5 to 7 capitals and digits"),
    "pnr": (r"[A-Z0-9]{5,7}", "5 to 7 capitals and digits"),
    "boardingPoint": (r"[A-Z]{3,4}", "an airport of 3 or 4 capitals"),
    "deplaningPoint": (r"[A-Z]{3,4}", "an airport of 3 or 4 capitals"),
    "carrierCode": (r"[A-Za-z0-9]{2,3}", "a carrier of 2 or 3 letters and digits"),
    "flightNumber": (r"[A-Za-z0-9]{1,5}", "up to 5 letters and digits, without the carrier"),
    "seatNumber": (r".{0,5}", "at most 5 characters"),
    "freeBaggageAllowance": (r".{3}", "3 characters like 2PC or 20K"),
    "carryOnAllowance": (r".{3}", "3 characters like 2PC or 20K"),
}
"""What PassKit says of texts on boarding passes."""


@cache
def _data() -> dict[str, Any]:
    text = files(__package__).joinpath("messages.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def fields_of(message: str) -> dict[str, str]:
    """The fields of a message by name, with their types; empty where it is not known."""
    found: dict[str, str] = _data()["messages"].get(message, {})
    return found


def enum(name: str) -> list[str]:
    """The values of an enumeration."""
    found: list[str] = _data()["enums"].get(name, [])
    return found


def replacement(name: str, message: str) -> str:
    """Today's name for one that a message does not have: a known change or a slip; empty where none is near."""
    known = fields_of(message)
    if REPLACED.get(name) in known:
        return REPLACED[name]
    folded = {field.lower(): field for field in known}
    near = get_close_matches(name.lower()[:80], folded, n=1, cutoff=0.75)
    return folded[near[0]] if near else ""


def others(name: str, message: str) -> list[str]:
    """The other kinds of pass whose records have a field; none where a record of its own kind has it."""
    holders = [kind for kind, record in _RECORDS.items() if name in fields_of(record)]
    package = message.partition(".")[0]
    own = any(_RECORDS[kind].startswith(f"{package}.") for kind in holders)
    return [] if own else holders


def element(type: str) -> str:
    """The type of a list's elements, and of an object's values; empty for what is neither."""
    if type.endswith("[]"):
        return type[:-2]
    return type[4:-1].partition(",")[2] if type.startswith("map<") else ""


def is_message(type: str) -> bool:
    """Whether values of a type are objects with fields of their own."""
    return bool(fields_of(type))


def text_fault(name: str, type: str, text: str) -> str:
    """Why a field cannot hold a text; empty where it can."""
    if type == "str":
        pattern, words = FORMATS.get(name, ("", ""))
        return f"it has to be {words}" if pattern and text and not re.fullmatch(pattern, text, re.DOTALL) else ""
    if type.startswith("enum "):
        if text in enum(type[5:]):
            return ""
        values = [value for value in enum(type[5:]) if "DO_NOT_USE" not in value]
        return f"it has to be one of {', '.join(values[:8])}{', …' if values[8:] else ''}"
    if type == "Timestamp":
        return moment_fault(text)
    if type in _WHOLE or type in ("float", "double"):
        return number_fault(type, text)
    return "" if type in ("any", "bytes") else f"it has to be {words_of(type)}, not a text"


def moment_fault(text: str) -> str:
    """Why a text is no date and time by RFC 3339; empty where it is one."""
    form = "it has to be like 2027-03-05T23:59:59Z"
    if not _MOMENT.fullmatch(text):
        return form
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", text))
    except ValueError:
        return f"{form}, and no calendar has it"
    return ""


def number_fault(type: str, text: str) -> str:
    """Why a field cannot hold a number; empty where it can."""
    if type.startswith("enum ") or type in ("float", "double", "any"):
        return "" if _number(text) is not None else "it has to be a number"
    if type not in _WHOLE:
        return f"it has to be {words_of(type)}, not a number"
    low, high = _WHOLE[type]
    value = _number(text)
    if value is None or value != int(value):
        return "it has to be a whole number"
    return "" if low <= value <= high else f"it has to be from {low} to {high}"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None


def words_of(type: str) -> str:
    """A type in words."""
    if type.endswith("[]"):
        return "a list"
    if type == "io.Date":
        return 'a date like {"year":2027,"month":3,"day":5}'
    if type.startswith(("map<", "io.", "members.", "flights.", "event_tickets.", "single_use_coupons.")):
        return "an object"
    named = {"str": "a text", "bool": "true or false", "Timestamp": "a text like 2027-03-05T23:59:59Z"}
    return named.get(type, "a text" if type.startswith("enum ") else "a number")
