"""The pieces that schemas are put together from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "null"]}
ANY_OBJECT: Schema = {"type": ["object", "null"]}
TEXTS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
TIME: Schema = {
    "description": "A time; a text is read as UTC where it names no zone, a number is seconds since 1970.",
    "type": "object",
    "properties": {"$time": {"type": ["string", "integer"]}},
    "required": ["$time"],
    "additionalProperties": False,
}


def described(schema: Schema, description: str) -> Schema:
    """The schema with what an editor shows beside the name."""
    return {"description": description, **schema}


def closed(properties: Mapping[str, Any], **more: Any) -> Schema:
    """An object that has no other members."""
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **more}


def opened(properties: Mapping[str, Any], **more: Any) -> Schema:
    """An object that may have others."""
    return {"type": "object", "properties": dict(properties), **more}


def list_of(item: Schema, **more: Any) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": item, **more}


def one_of(*values: str) -> Schema:
    """One of these texts, or null."""
    return {"enum": [*values, None]}


def reference(name: str) -> Schema:
    """The schema's definition of that name."""
    return {"$ref": f"#/definitions/{name}"}
