"""The names Braze knows: default attributes and namespaces, and where a user's profile keeps them.

A profile is written in Braze's export form or with the tags' own names; both are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.filters._registry import Fidelity

Derived = Callable[[Mapping[str, Any]], Any]

TAGS = "Braze: supported personalization tags"
CANVAS = "Braze: context and event properties"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A default attribute, ``${name}``.

    ``keys`` are tried in turn in the profile; ``derive`` is asked where none of them holds a value.
    """

    keys: tuple[str, ...]
    type: str = "string"
    derive: Derived | None = None
    fidelity: Fidelity = "documented"
    source: str = TAGS


@dataclass(frozen=True, slots=True)
class Namespace:
    """``name.${key}``; ``keys`` are tried in turn in the profile for the object that holds the values.

    ``derive`` makes the object where there is none; with ``completes`` it also adds what the one there is lacks.
    """

    keys: tuple[str, ...]
    derive: Derived | None = None
    completes: bool = False
    fidelity: Fidelity = "documented"
    source: str = TAGS


def newest(key: str, field: str) -> Derived:
    """The ``field`` of the newest entry of a list in the profile, by ``last_used``."""
    # No function inside this one: generated code that is kept on disk refers to functions by their names.
    return partial(_newest_field, key, field)


def _newest_field(key: str, field: str, profile: Mapping[str, Any]) -> Any:
    entries = [entry for entry in _list(profile.get(key)) if isinstance(entry, Mapping)]
    newest_entry = max(entries, key=lambda entry: str(entry.get("last_used") or ""), default=None)
    return newest_entry.get(field) if newest_entry else None


def _location(profile: Mapping[str, Any]) -> Any:
    pair = _list(profile.get("last_coordinates"))
    return {"longitude": pair[0], "latitude": pair[1]} if len(pair) == 2 else None


def _subscribed_state(profile: Mapping[str, Any]) -> Any:
    states = {"email_global": profile.get("email_subscribe")}
    for group in _list(profile.get("subscription_groups")):
        if isinstance(group, Mapping):
            states[str(group.get("subscription_group_id"))] = group.get("subscription_state")
    return states


def _newest_device(profile: Mapping[str, Any]) -> Any:
    devices = [device for device in _list(profile.get("devices")) if isinstance(device, Mapping)]
    if not devices:
        return None
    device = dict(devices[-1])
    device.setdefault("id", device.get("device_id"))
    return device


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_UNSUBSCRIBE = ("set_user_to_unsubscribed_url", "unsubscribe_url")

ATTRIBUTES: dict[str, Attribute] = {
    "first_name": Attribute(("first_name",)),
    "last_name": Attribute(("last_name",)),
    "email_address": Attribute(("email_address", "email")),
    "phone_number": Attribute(("phone_number", "phone")),
    "city": Attribute(("city", "home_city")),
    "country": Attribute(("country",)),
    "date_of_birth": Attribute(("date_of_birth", "dob")),
    "gender": Attribute(("gender",)),
    "language": Attribute(("language",)),
    "most_recent_locale": Attribute(("most_recent_locale",)),
    "most_recent_location": Attribute(("most_recent_location",), "object", _location),
    "most_recent_app_version": Attribute(("most_recent_app_version",), "string", newest("apps", "version")),
    "last_used_app_date": Attribute(("last_used_app_date",), "time", newest("apps", "last_used")),
    "time_zone": Attribute(("time_zone",)),
    "user_id": Attribute(("user_id", "external_id")),
    "braze_id": Attribute(("braze_id",)),
    "random_bucket_number": Attribute(("random_bucket_number", "random_bucket"), "integer"),
    "twitter_handle": Attribute(("twitter_handle",)),
    "set_user_to_unsubscribed_url": Attribute(_UNSUBSCRIBE, "url"),
    "unsubscribe_url": Attribute(_UNSUBSCRIBE[::-1], "url"),
    "set_user_to_one_click_list_unsubscribe": Attribute(("set_user_to_one_click_list_unsubscribe",), "url"),
    "set_user_to_subscribed_url": Attribute(("set_user_to_subscribed_url",), "url"),
    "set_user_to_opted_in_url": Attribute(("set_user_to_opted_in_url",), "url"),
}
"""The default attributes; an export's field is named behind the tag's own name."""

NAMESPACES: dict[str, Namespace] = {
    "custom_attribute": Namespace(("custom_attributes", "custom_attribute")),
    "subscribed_state": Namespace(("subscribed_state",), _subscribed_state, completes=True),
    "most_recently_used_device": Namespace(("most_recently_used_device",), _newest_device),
    "targeted_device": Namespace(("targeted_device",)),
    "app": Namespace(("app",)),
    "event_properties": Namespace(("event_properties",)),
    "api_trigger_properties": Namespace(("api_trigger_properties",)),
    # One set of values under its old and its new name.
    "canvas_entry_properties": Namespace(("canvas_entry_properties", "context"), source=CANVAS),
    "context": Namespace(("context", "canvas_entry_properties"), source=CANVAS),
    "context_properties": Namespace(("context_properties",), fidelity="shown", source="Braze: Shopify (older page)"),
    "campaign": Namespace(("campaign",)),
    "canvas": Namespace(("canvas",)),
    "card": Namespace(("card",)),
    "sms": Namespace(("sms",), source="Braze: SMS keyword responses"),
    "whats_app": Namespace(("whats_app",), source="Braze: WhatsApp user messages"),
    "product_recommendation": Namespace(("product_recommendation",), source="Braze: AI item recommendations"),
    "preference_center": Namespace(("preference_center",), source="Braze: email preference center"),
}
"""The namespaces; ``content_blocks`` is none of them, it renders."""


def attribute(name: str) -> Attribute:
    """A default attribute; one that Braze does not list is looked up under its own name."""
    return ATTRIBUTES.get(name) or Attribute((name,), fidelity="assumed", source="not in Braze's list")
