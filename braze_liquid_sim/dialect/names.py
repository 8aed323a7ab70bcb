"""The names Braze knows: default attributes and namespaces, and where a user's profile keeps them.

A profile is written in Braze's export form or with the tags' own names; both are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.filters._registry import Fidelity

Derived = Callable[[Mapping[str, Any]], Any]

TAGS = "Braze: supported personalization tags"
CANVAS = "Braze: context and event properties"


CHANNELS = ("email", "push", "in_app_message", "content_card", "sms", "whats_app", "webhook", "banner")
"""The kinds of messages, as :attr:`Attribute.channels` and the others name them."""

TYPES = ("string", "integer", "boolean", "time", "object", "array", "url", "any")
"""The types of values; any of them may be null, which is what everything is that the user lacks."""


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
    channels: tuple[str, ...] = ()
    """Where it may be used; empty is everywhere."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the names that Braze lists of a namespace."""

    type: str = "string"
    channels: tuple[str, ...] = ()
    """Where it may be used; empty is wherever the namespace may."""


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
    type: str = "any"
    """Of the values of names that are not among the members."""
    members: Mapping[str, Member] = field(default_factory=dict)
    """The names that Braze lists; where there are none, names are the author's own."""
    channels: tuple[str, ...] = ()
    """Where it may be used; empty is everywhere."""
    sent_by: str = ""
    """What must have sent the message, where that is not all the same."""


def newest(key: str, name: str) -> Derived:
    """The field ``name`` of the newest entry of a list in the profile, by ``last_used``."""
    # No function inside this one: generated code that is kept on disk refers to functions by their names.
    return partial(_newest_field, key, name)


def _newest_field(key: str, name: str, profile: Mapping[str, Any]) -> Any:
    entries = [entry for entry in _list(profile.get(key)) if isinstance(entry, Mapping)]
    newest_entry = max(entries, key=lambda entry: str(entry.get("last_used") or ""), default=None)
    return newest_entry.get(name) if newest_entry else None


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


def _members(type: str, names: str, *channels: str) -> dict[str, Member]:
    return {name: Member(type, channels) for name in names.split()}


_EMAIL = ("email",)
_DEVICE = {
    **_members("string", "id carrier idfa google_ad_id roku_ad_id model os platform"),
    **_members("boolean", "foreground_push_enabled"),
}
_NOT_AT_IMPRESSION = tuple(channel for channel in CHANNELS if channel not in ("in_app_message", "banner"))
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
    "set_user_to_unsubscribed_url": Attribute(_UNSUBSCRIBE, "url", channels=_EMAIL),
    "unsubscribe_url": Attribute(_UNSUBSCRIBE[::-1], "url", channels=_EMAIL),
    **{
        name: Attribute((name,), "url", channels=_EMAIL)
        for name in (
            "set_user_to_one_click_list_unsubscribe",
            "set_user_to_subscribed_url",
            "set_user_to_opted_in_url",
        )
    },
}
"""The default attributes; an export's field is named behind the tag's own name."""

NAMESPACES: dict[str, Namespace] = {
    "custom_attribute": Namespace(("custom_attributes", "custom_attribute")),
    # Every other name is the id of a subscription group.
    "subscribed_state": Namespace(
        ("subscribed_state",),
        _subscribed_state,
        completes=True,
        type="string",
        members=_members("string", "email_global"),
    ),
    "most_recently_used_device": Namespace(
        ("most_recently_used_device",),
        _newest_device,
        members={**_DEVICE, **_members("string", "browser"), **_members("boolean", "ad_tracking_enabled")},
    ),
    "targeted_device": Namespace(("targeted_device",), members=_DEVICE, channels=("push", "in_app_message", "banner")),
    "app": Namespace(("app",), members=_members("string", "api_id name"), channels=("in_app_message",)),
    "event_properties": Namespace(
        ("event_properties",), sent_by="an action-based campaign, or the first message step behind an action path"
    ),
    "api_trigger_properties": Namespace(("api_trigger_properties",), sent_by="an API-triggered campaign"),
    # One set of values under its old and its new name.
    "canvas_entry_properties": Namespace(("canvas_entry_properties", "context"), source=CANVAS, sent_by="a Canvas"),
    "context": Namespace(("context", "canvas_entry_properties"), source=CANVAS, sent_by="a Canvas"),
    "context_properties": Namespace(
        ("context_properties",), fidelity="shown", source="Braze: Shopify (older page)", sent_by="a Canvas"
    ),
    "campaign": Namespace(
        ("campaign",),
        members={
            **_members("string", "name api_id message_name message_api_id"),
            **_members("string", "dispatch_id", *_NOT_AT_IMPRESSION),
        },
    ),
    "canvas": Namespace(
        ("canvas",), members=_members("string", "name api_id variant_name variant_api_id"), sent_by="a Canvas"
    ),
    "card": Namespace(("card",), members=_members("string", "name api_id"), channels=("content_card",)),
    "sms": Namespace(
        ("sms",),
        source="Braze: SMS keyword responses",
        members={**_members("string", "inbound_message_body"), **_members("array", "inbound_media_urls")},
        sent_by="the answer to an SMS",
    ),
    "whats_app": Namespace(
        ("whats_app",),
        source="Braze: WhatsApp user messages",
        members={
            **_members("string", "inbound_message_body inbound_product_id inbound_catalog_id inbound_profile_name"),
            **_members("array", "inbound_media_urls"),
            **_members("object", "inbound_flow_response"),
        },
        sent_by="the answer to a WhatsApp message",
    ),
    "product_recommendation": Namespace(
        ("product_recommendation",), source="Braze: AI item recommendations", type="array"
    ),
    "preference_center": Namespace(
        ("preference_center",), source="Braze: email preference center", type="url", channels=_EMAIL
    ),
}
"""The namespaces; ``content_blocks`` is none of them, it renders."""

PLAIN: dict[str, Attribute] = {
    "preference_center_submit_url": Attribute(
        ("preference_center_submit_url",), "url", source="Braze: create preference center"
    ),
    "accessibility_language": Attribute(("accessibility_language",), source="Braze: create preference center"),
}
"""Plain variables that Braze sets itself, on the pages of a preference center; a profile may hold them."""


def attribute(name: str) -> Attribute:
    """A default attribute; one that Braze does not list is looked up under its own name."""
    return ATTRIBUTES.get(name) or Attribute((name,), fidelity="assumed", source="not in Braze's list")
