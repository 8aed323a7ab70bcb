"""What Braze makes of a ``/users/track`` payload, as a pure function: a profile in, the profile after it out.

Known from Braze's pages on the endpoint, its three objects, nested attributes and arrays of objects. Assumed: a date
text becomes a time unless the attribute holds a text by now; the last event of a payload is the one that a message
goes out for, so its properties become ``event_properties``; revenue in another currency than USD is not added, since
Braze's exchange rates are not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from braze_liquid_sim.dialect.names import ATTRIBUTES
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.ruby.strftime import strftime
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.track_values import changed, instant

PARTS = ("attributes", "events", "purchases")

IDENTIFIERS = ("external_id", "user_alias", "braze_id", "email", "phone")
"""What says whose an object is, the first one there deciding."""

FLAGS = ("_update_existing_only", "_merge_objects", "push_token_import")

FIELDS = (
    *("first_name", "last_name", "email", "phone", "language", "country", "home_city", "time_zone", "dob", "gender"),
    *("email_subscribe", "push_subscribe", "image_url", "twitter", "facebook", "date_of_first_session"),
    *("date_of_last_session", "marked_email_as_spam_at", "email_open_tracking_disabled"),
    "email_click_tracking_disabled",
)
"""The attributes that are fields of the profile; every other name is a custom attribute."""

_RESERVED = {
    "events": ("time", "event_name"),
    "purchases": ("time", "product_id", "quantity", "event_name", "price", "currency"),
}


def apply_track(profile: Mapping[str, Any], payload: Any) -> dict[str, Any]:
    """The profile after a payload; objects about another user are passed over, and ``profile`` is left as it is.

    An object without an identifier, or with one that the profile has none of, is about this user.

    Raises:
        UsageError: Braze would refuse it, or not store all of it.
    """
    after = deepcopy(dict(profile))
    for part, place, item in _objects(payload):
        if _is_about(profile, item):
            _APPLY[part](after, item, place)
    return after


def concerns(profile: Mapping[str, Any], payload: Any) -> bool:
    """Whether any object of the payload is about this user, or it has none at all."""
    items = [item for _, _, item in _objects(payload)]
    return not items or any(_is_about(profile, item) for item in items)


def _objects(payload: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each object with the list it stands in and its place, in the order that Braze takes them."""
    if not isinstance(payload, dict):
        raise UsageError(f"a payload is an object, not {payload!r:.40}", help=f"Write {', '.join(PARTS)} in it.")
    for name in payload:
        if name not in PARTS:
            raise UsageError(f"a payload has no {name!r:.60}", help=suggestion(name, PARTS))
    for part in PARTS:
        items = payload.get(part)
        if items is None:
            continue
        if not isinstance(items, list):
            raise UsageError(f"{part} is {items!r:.40}, not a list", help="Write a list of objects.")
        for number, item in enumerate(items):
            place = f"{part}[{number}]"
            if not isinstance(item, dict):
                raise UsageError(f"{place} is {item!r:.40}, not an object", help="Write an object.")
            yield part, place, item


def _is_about(profile: Mapping[str, Any], item: dict[str, Any]) -> bool:
    for identifier in IDENTIFIERS:
        if item.get(identifier) is None:
            continue
        if identifier == "user_alias":
            aliases = profile.get("user_aliases")
            return not aliases or item[identifier] in aliases
        known = next((profile[key] for key in _keys(identifier) if profile.get(key) is not None), None)
        return known is None or known == item[identifier]
    return True


def _keys(field: str) -> tuple[str, ...]:
    """The names that a profile may keep a field under."""
    return next((attribute.keys for attribute in ATTRIBUTES.values() if field in attribute.keys), (field,))


def _attributes(profile: dict[str, Any], item: dict[str, Any], place: str) -> None:
    merge = item.get("_merge_objects") is True
    for name, value in item.items():
        here = f"{place}.{name}"
        if name in IDENTIFIERS[:3] or name in FLAGS:
            continue
        if name in FIELDS:
            _set_field(profile, name, value, here)
        elif name in _SPECIAL:
            _SPECIAL[name](profile, value, here)
        else:
            _set_custom(profile, name, value, here, merge)


def _set_field(profile: dict[str, Any], name: str, value: Any, place: str) -> None:
    if isinstance(value, (dict, list)) and name not in {"twitter", "facebook"}:
        raise UsageError(f"{place} is {value!r:.40}, not a text", help="Only custom attributes take operations.")
    # The tag's own name comes before the export's in a lookup, so none may be left behind.
    for key in _keys(name):
        profile.pop(key, None)
    if value is not None:
        profile[name] = value
    states = profile.get("subscribed_state")
    if name == "email_subscribe" and isinstance(states, dict):
        states.pop("email_global", None)


def _set_location(profile: dict[str, Any], value: Any, place: str) -> None:
    profile.pop("most_recent_location", None)
    profile.pop("last_coordinates", None)
    if value is None:
        return
    pair = [value.get("longitude"), value.get("latitude")] if isinstance(value, dict) else []
    if not pair or not all(isinstance(part, (int, float)) and not isinstance(part, bool) for part in pair):
        raise UsageError(f"{place} is {value!r:.60}", help='Write {"longitude": -73.991443, "latitude": 40.753824}.')
    profile["last_coordinates"] = pair


def _set_groups(profile: dict[str, Any], value: Any, place: str) -> None:
    groups = [group for group in profile.get("subscription_groups") or [] if isinstance(group, dict)]
    for group in _list_of(value, place, "subscription_group_id", "subscription_state"):
        name = group["subscription_group_id"]
        groups = [other for other in groups if other.get("subscription_group_id") != name] + [deepcopy(group)]
        states = profile.get("subscribed_state")
        if isinstance(states, dict):
            states.pop(name, None)
    profile["subscription_groups"] = groups


def _add_tokens(profile: dict[str, Any], value: Any, place: str) -> None:
    tokens = list(profile.get("push_tokens") or [])
    tokens += [deepcopy(token) for token in _list_of(value, place, "app_id", "token") if token not in tokens]
    profile["push_tokens"] = tokens


def _list_of(value: Any, place: str, *keys: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) and {*keys} <= {*item} for item in value):
        raise UsageError(f"{place} is {value!r:.60}", help=f"Write a list of objects with {' and '.join(keys)}.")
    return value


_SPECIAL = {
    "current_location": _set_location,
    "subscription_groups": _set_groups,
    "push_tokens": _add_tokens,
}


def _set_custom(profile: dict[str, Any], name: str, value: Any, place: str, merge: bool) -> None:
    home = "custom_attribute" if "custom_attributes" not in profile and "custom_attribute" in profile else None
    custom = profile.get(home or "custom_attributes") or {}
    new = changed(custom.get(name), value, place, merge=merge)
    if new is None:
        custom.pop(name, None)
    else:
        custom[name] = new
    if custom or profile.get(home or "custom_attributes") is not None:
        profile[home or "custom_attributes"] = custom


def _event(profile: dict[str, Any], item: dict[str, Any], place: str) -> None:
    _count(profile, "custom_events", _text(item, "name", place), 1, _time(item, place))
    _properties(profile, item, place)


def _purchase(profile: dict[str, Any], item: dict[str, Any], place: str) -> None:
    quantity = item.get("quantity", 1)
    if isinstance(quantity, bool) or not isinstance(quantity, int) or not 1 <= quantity <= 100:
        raise UsageError(f"{place}.quantity is {quantity!r:.40}", help="Write an integer from 1 to 100.")
    price = item.get("price")
    if isinstance(price, bool) or not isinstance(price, (int, float)):
        raise UsageError(f"{place}.price is {price!r:.40}, not a number", help="Write the price of one, as 9.99.")
    currency = _text(item, "currency", place)
    # Braze takes a quantity of n for n purchases.
    _count(profile, "purchases", _text(item, "product_id", place), quantity, _time(item, place))
    if currency == "USD":
        revenue = Decimal(str(profile.get("total_revenue") or 0)) + Decimal(str(price)) * quantity
        profile["total_revenue"] = float(revenue)
    _properties(profile, item, place)


def _count(profile: dict[str, Any], part: str, name: str, times: int, when: Time) -> None:
    """Count into the export's ``{name, first, last, count}``."""
    entries = profile.get(part) or []
    entry = next((entry for entry in entries if isinstance(entry, dict) and entry.get("name") == name), None)
    if entry is None:
        entry = {"name": name}
        entries.append(entry)
    stamps = [when, *filter(None, (instant(entry.get(key)) for key in ("first", "last")))]
    entry["first"], entry["last"] = _stamp(min(stamps)), _stamp(max(stamps))
    count = entry.get("count")
    entry["count"] = (count if isinstance(count, int) else 0) + times
    profile[part] = entries


def _stamp(time: Time) -> str:
    return strftime(Time(time.epoch_ns, 0, "UTC"), "%Y-%m-%dT%H:%M:%S.%LZ")


def _properties(profile: dict[str, Any], item: dict[str, Any], place: str) -> None:
    properties = item.get("properties")
    if properties is None:
        properties = {}
    if not isinstance(properties, dict):
        raise UsageError(f"{place}.properties is {properties!r:.40}, not an object", help="Write an object.")
    for name in _RESERVED[place.partition("[")[0]]:
        if name in properties:
            raise UsageError(f"{place}.properties: {name!r} is reserved", help="Braze refuses it: rename the property.")
    profile["event_properties"] = deepcopy(properties)


def _text(item: dict[str, Any], key: str, place: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value:
        raise UsageError(f"{place}.{key} is {value!r:.40}, not a text", help=f"Braze requires {key}.")
    return value


def _time(item: dict[str, Any], place: str) -> Time:
    time = instant(item.get("time"))
    if time is None:
        raise UsageError(f"{place}.time is {item.get('time')!r:.40}", help="Write 2026-03-01T09:30:00Z.")
    return time


_APPLY = {"attributes": _attributes, "events": _event, "purchases": _purchase}
