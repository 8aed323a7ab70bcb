"""JSON lines → profiles that hold only what a template reads: decoding the rest would take longer than rendering."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from braze_liquid_sim.errors import UsageError

Fields = Mapping[str, frozenset[str] | None]
"""The fields of a profile that are read: with the keys that are read of each, or None for all of it."""
Reader = Callable[[bytes | str], dict[str, Any]]


def only(profile: Mapping[str, Any], fields: Fields | None) -> Mapping[str, Any]:
    """The part of a profile that is read; None for ``fields`` is the whole profile."""
    if fields is None:
        return profile
    kept: dict[str, Any] = {}
    for name, keys in fields.items():
        value = profile.get(name)
        if keys is not None and isinstance(value, Mapping):
            value = {key: value[key] for key in keys if key in value}
        kept[name] = value
    return kept


def reader(fields: Fields | None) -> Reader:
    """The function that reads a line; None for ``fields`` is the whole profile.

    With msgspec (extra ``fast``) only the fields are decoded, to the values that Python's ``json`` gives: it is asked
    wherever msgspec refuses a line. Text in fields that are not read is not checked for being UTF-8.
    """
    try:
        import msgspec
    except ImportError:
        return _whole
    decode = msgspec.json.Decoder(_shape(fields)).decode
    refusal = msgspec.DecodeError, UnicodeDecodeError

    def read(line: bytes | str) -> dict[str, Any]:
        try:
            return decode(line)  # type: ignore[no-any-return]
        except refusal:
            return _whole(line)

    return read


def _shape(fields: Fields | None) -> Any:
    if fields is None:
        return dict[str, Any]
    typed: Any = TypedDict
    shapes = {
        name: Any if keys is None else typed("Space", dict.fromkeys(keys, Any), total=False) | None
        for name, keys in fields.items()
    }
    return typed("Profile", shapes, total=False)


def _whole(line: bytes | str) -> dict[str, Any]:
    try:
        profile = json.loads(line)
    except RecursionError:
        raise UsageError("The user is nested too deep to be read.") from None
    except ValueError as error:
        raise UsageError(f"The user is not JSON: {error}.") from None
    if not isinstance(profile, dict):
        raise UsageError("The user is no JSON object.")
    return profile
