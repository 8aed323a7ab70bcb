"""Fixture users: a profile in Braze's export form, what sends the message beside it, ``extends`` and ``after``."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.dialect.names import ATTRIBUTES, NAMESPACES, Namespace
from braze_liquid_sim.schemas._kinds import (
    ANY_OBJECT,
    TEXT,
    TIME,
    Schema,
    closed,
    described,
    list_of,
    one_of,
    opened,
    reference,
)
from braze_liquid_sim.workspace.track import FIELDS, FLAGS, IDENTIFIERS, PARTS

_NUMBER: Schema = {"type": ["number", "null"]}
_INTEGER: Schema = {"type": ["integer", "null"]}
_BOOLEAN: Schema = {"type": ["boolean", "null"]}
_TYPES: dict[str, Schema] = {
    "string": TEXT,
    "url": TEXT,
    "integer": _INTEGER,
    "boolean": _BOOLEAN,
    "time": {"anyOf": [TEXT, TIME]},
    "object": ANY_OBJECT,
    "array": {"type": ["array", "null"]},
    "any": {},
}
_STATE = one_of("opted_in", "subscribed", "unsubscribed")
_COUNTED = list_of(opened({"name": TEXT, "first": TEXT, "last": TEXT, "count": _INTEGER}))
_ALIAS = opened({"alias_name": {"type": "string"}, "alias_label": {"type": "string"}})


def _entries(texts: str, **others: Schema) -> Schema:
    return list_of(opened({**dict.fromkeys(texts.split(), TEXT), **others}))


_EXPORT: dict[str, Schema] = {
    "created_at": TEXT,
    "user_aliases": {"anyOf": [list_of(_ALIAS), {"type": "null"}]},
    "total_revenue": _NUMBER,
    "attributed_campaign": TEXT,
    "attributed_source": TEXT,
    "attributed_adgroup": TEXT,
    "attributed_ad": TEXT,
    "push_subscribe": _STATE,
    "email_subscribe": _STATE,
    "push_opted_in_at": TEXT,
    "uninstalled_at": TEXT,
    "last_coordinates": list_of({"type": "number"}, description="Longitude, latitude."),
    "custom_events": _COUNTED,
    "purchases": _COUNTED,
    "devices": _entries(
        "model os carrier idfv idfa device_id google_ad_id roku_ad_id platform browser", ad_tracking_enabled=_BOOLEAN
    ),
    "push_tokens": _entries("app platform token device_id", notifications_enabled=_BOOLEAN),
    "apps": _entries("name platform version first_used last_used", sessions=_INTEGER),
    "campaigns_received": list_of(ANY_OBJECT),
    "canvases_received": list_of(ANY_OBJECT),
    "cards_clicked": list_of(ANY_OBJECT),
    "subscription_groups": list_of(
        opened({"subscription_group_id": TEXT, "subscription_state": one_of("subscribed", "unsubscribed")})
    ),
    "gender": one_of("M", "F", "O", "N", "P"),
}
"""Fields of an export that no tag prints as they are, or whose values are few."""


def schema() -> Schema:
    """One user, a list of them, or the answer of ``/users/export/ids``."""
    return {
        "title": "Users of braze-liquid",
        "description": "A profile as Braze exports it, or several; quote ids, zip codes and phone numbers in YAML.",
        "anyOf": [
            reference("user"),
            list_of(reference("user")),
            opened({"users": list_of(reference("user"))}, required=["users"]),
        ],
        "definitions": definitions(),
    }


def definitions() -> dict[str, Schema]:
    """What other schemas need of this one."""
    return {"user": _user(), "track": _track(), "custom_value": _custom_value()}


def _user() -> Schema:
    properties: dict[str, Schema] = {
        "extends": described({"type": "string"}, "The name of a user that this one is on top of, as plain."),
        "after": described(
            {"anyOf": [reference("track"), list_of(reference("track")), {"type": "null"}]},
            "What /users/track says of the user before the message is sent, in order.",
        ),
    }
    for name, attribute in ATTRIBUTES.items():
        for key in attribute.keys:
            properties.setdefault(key, described(_TYPES[attribute.type], f"{{{{${{{name}}}}}}}"))
    for name, namespace in NAMESPACES.items():
        for key in namespace.keys:
            properties.setdefault(key, _namespace(name, namespace))
    for name, schema in _EXPORT.items():
        properties[name] = {**schema, **{key: properties[name][key] for key in ("description",) if name in properties}}
    return opened(properties, **{"not": {"required": ["users"]}})


def _namespace(name: str, namespace: Namespace) -> Schema:
    where = f", of a message sent by {namespace.sent_by}" if namespace.sent_by else ""
    members: dict[str, Any] = {key: _TYPES[member.type] for key, member in namespace.members.items()}
    return described(
        {"type": ["object", "null"], **({"properties": members} if members else {})}, f"{{{{{name}.${{…}}}}}}{where}"
    )


def _track() -> Schema:
    flags: dict[str, Schema] = {name: {"type": "boolean"} for name in FLAGS}
    identifiers = {**dict.fromkeys(IDENTIFIERS, TEXT), "user_alias": _ALIAS}
    stamped = {**identifiers, "time": {"type": "string"}, "app_id": TEXT, "properties": ANY_OBJECT}
    fields = {name: _EXPORT.get(name, TEXT) for name in FIELDS if name not in {"twitter", "facebook"}}
    attributes = opened({**identifiers, **flags, **fields}, additionalProperties=reference("custom_value"))
    event = opened({**stamped, "name": {"type": "string"}}, required=["name", "time"])
    bought = {
        "product_id": {"type": "string"},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "price": {"type": "number"},
        "quantity": {"type": "integer", "minimum": 1, "maximum": 100},
    }
    purchase = opened({**stamped, **bought}, required=["product_id", "currency", "price", "time"])
    parts = dict(zip(PARTS, map(list_of, (attributes, event, purchase)), strict=True))
    return described(closed(parts), "A payload of /users/track; an object without an identifier is about this user.")


def _custom_value() -> Schema:
    scalars = list_of({"type": ["string", "number", "boolean"]})
    which = {"$identifier_key": {"type": "string"}, "$identifier_value": {}}
    operations = [
        closed({"inc": {"type": "integer"}}, required=["inc"]),
        closed({"add": scalars, "remove": scalars}, minProperties=1),
        closed(
            {
                "$add": list_of({"type": "object"}),
                "$remove": list_of(closed(which, required=[*which])),
                "$update": list_of(
                    closed({**which, "$new_object": {"type": "object"}}, required=[*which, "$new_object"])
                ),
            },
            minProperties=1,
        ),
        TIME,
        {"type": "object", "propertyNames": {"pattern": r"^[^\s.$]+$"}},
    ]
    return {"anyOf": [{"type": ["string", "number", "boolean", "null", "array"]}, *operations]}
