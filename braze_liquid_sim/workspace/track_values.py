"""The value of a custom attribute after what ``/users/track`` says of it: operations, arrays, objects, times."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.ruby.timeparse import parse_time

STRING = 255
"""Characters of a text or a key."""

ARRAY = 500
"""Elements of an array of scalars; the oldest drop out."""

OBJECT = 100_000
"""Bytes of an object or of an array of objects, as JSON."""

YEARS = range(3001)
"""Times of other years are not stored."""

_DATE = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:[ T](?P<time>\d\d:\d\d:\d\d(?:[.:]\d{1,9})?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
T = TypeVar("T")

_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)


def instant(text: Any) -> Time | None:
    """The time that a text states, in UTC where it names no zone."""
    return parse_time(text, Time.from_epoch(0)) if isinstance(text, str) else None


def changed(old: Any, value: Any, place: str, *, merge: bool) -> Any:
    """The attribute's new value, None where it has none; ``place`` is how messages call it.

    Raises:
        UsageError: the operation does not fit the old value, or Braze would not store the new one.
    """
    if isinstance(value, dict):
        keys = set(value)
        if keys == {"inc"}:
            return _increment(old, value["inc"], place)
        if keys and keys <= {"add", "remove"}:
            return _add_and_remove(old, value, place)
        if keys and keys <= {"$add", "$remove", "$update"}:
            return _change_objects(old, value, place, merge)
        if "$time" in keys:
            return _stored(value, place)
        new = _stored(value, place)
        return _small(_merged(old, new) if merge and isinstance(old, dict) else new, place)
    if isinstance(value, list):
        return _array(value, place)
    if isinstance(value, str) and not isinstance(old, str) and (time := _date(value)):
        return {"$time": time}
    return _stored(value, place)


def _increment(old: Any, by: Any, place: str) -> int:
    for what, number in (("the increment", by), ("the attribute", 0 if old is None else old)):
        if isinstance(number, bool) or not isinstance(number, int):
            raise UsageError(f"{place}: {what} is {number!r:.40}, not an integer", help="inc takes integers only.")
    return int(old or 0) + int(by)


def _add_and_remove(old: Any, value: dict[str, Any], place: str) -> list[Any]:
    items = _old_array(old, place)
    for item in _operands(value, "add", place):
        # What is there already moves to the end.
        items = [*_without(items, item), _scalar(item, place)]
    for item in _operands(value, "remove", place):
        items = _without(items, item)
    return items[-ARRAY:]


def _change_objects(old: Any, value: dict[str, Any], place: str, merge: bool) -> list[Any]:
    """In Braze's order, whatever order they are written in: add, remove, update."""
    items = _old_array(old, place)
    for item in _operands(value, "$add", place):
        if not isinstance(item, dict):
            raise UsageError(f"{place}.$add has {item!r:.40} in it, not an object", help="For texts write add.")
        items.append(_stored(item, place))
    for which in _operands(value, "$remove", place):
        matches = _matching(which, f"{place}.$remove")
        items = [item for item in items if not matches(item)]
    for which in _operands(value, "$update", place):
        matches = _matching(which, f"{place}.$update")
        new = which.get("$new_object")
        if not isinstance(new, dict):
            raise UsageError(f"{place}.$update: $new_object is {new!r:.40}, not an object", help="Write the changes.")
        new = _stored(new, place)
        items = [(_merged(item, new) if merge else deepcopy(new)) if matches(item) else item for item in items]
    return _small(items, place)


def _matching(which: Any, place: str) -> Callable[[Any], bool]:
    if not isinstance(which, dict) or not isinstance(which.get("$identifier_key"), str):
        raise UsageError(
            f"{place}: {which!r:.60} does not say which object",
            help='Write {"$identifier_key": "id", "$identifier_value": 4}.',
        )
    if "$identifier_value" not in which:
        raise UsageError(f"{place}: no $identifier_value", help="Write the value that the objects to change have.")
    key, value = which["$identifier_key"], which["$identifier_value"]
    return lambda item: isinstance(item, dict) and key in item and _same(item[key], value)


def _old_array(old: Any, place: str) -> list[Any]:
    if old is None:
        return []
    if not isinstance(old, list):
        raise UsageError(f"{place}: the attribute is {old!r:.40}, not an array", help="Set an array first.")
    return list(old)


def _operands(value: dict[str, Any], operation: str, place: str) -> list[Any]:
    items = value.get(operation, [])
    if not isinstance(items, list):
        raise UsageError(f"{place}.{operation} is {items!r:.40}, not a list", help="Write a list.")
    return items


def _array(items: list[Any], place: str) -> list[Any]:
    if any(isinstance(item, dict) for item in items):
        return _small([_stored(item, f"{place}[{at}]") for at, item in enumerate(items)], place)
    unique: list[Any] = []
    for item in items:
        unique = (
            [*_without(unique, item), _scalar(item, place)] if _has(unique, item) else [*unique, _scalar(item, place)]
        )
    return unique[-ARRAY:]


def _scalar(item: Any, place: str) -> Any:
    if isinstance(item, (dict, list)) or item is None:
        raise UsageError(
            f"{place}: {item!r:.40} in an array of texts, numbers and booleans",
            help="Arrays of objects take $add; arrays in arrays Braze has none.",
        )
    return _stored(item, place)


def _has(items: list[Any], item: Any) -> bool:
    return any(_same(item, other) for other in items)


def _without(items: list[Any], item: Any) -> list[Any]:
    return [other for other in items if not _same(item, other)]


def _same(left: Any, right: Any) -> bool:
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


_UNSTORED: Any = object()
"""Stands for a time of a year that Braze does not store."""


def _stored(value: Any, place: str) -> Any:
    """The value as Braze keeps it, a copy; None for a time that it does not keep."""
    kept = _kept(value, place)
    return None if kept is _UNSTORED else kept


def _kept(value: Any, place: str) -> Any:
    if isinstance(value, str) and len(value) > STRING:
        raise UsageError(f"{place}: a text of {len(value)} characters", help=f"Braze keeps {STRING}.")
    if isinstance(value, list):
        items = (_kept(item, f"{place}[{at}]") for at, item in enumerate(value))
        return [item for item in items if item is not _UNSTORED]
    if not isinstance(value, dict):
        return value
    if "$time" in value:
        return _kept_time(value, place)
    result = {}
    for key, item in value.items():
        if len(key) > STRING or not key or re.search(r"[\s.$]", key):
            raise UsageError(f"{place}: the key {key!r:.60}", help="Keys have no blank, '.' or '$' in them.")
        kept = _kept(item, f"{place}.{key}")
        if kept is not _UNSTORED:
            result[key] = kept
    return result


def _kept_time(value: dict[str, Any], place: str) -> Any:
    time = instant(value["$time"])
    if time is None or len(value) > 1:
        raise UsageError(f"{place}: {value!r:.60} is no time", help='Write {"$time": "2026-03-01T09:30:00Z"}.')
    return dict(value) if time.year in YEARS else _UNSTORED


def _merged(old: Any, new: Any) -> Any:
    """All levels of ``new`` into ``old``; a null takes its key away."""
    if not isinstance(old, dict) or not isinstance(new, dict) or "$time" in old or "$time" in new:
        return new
    result = dict(old)
    for key, value in new.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = _merged(old.get(key), value)
    return result


def _small(value: T, place: str) -> T:
    size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    if size > OBJECT:
        raise UsageError(f"{place}: {size:,} bytes", help=f"Braze keeps {OBJECT:,} and drops the whole change.")
    return value


def _date(text: str) -> str | None:
    """The ISO form of a date text in one of the forms that Braze takes for a time."""
    if american := _AMERICAN.fullmatch(text):
        text = f"{american[3]}-{american[1]}-{american[2]}"
    match = _DATE.fullmatch(text)
    if not match:
        return None
    clock = re.sub(r":(?=\d+$)", ".", match["time"]) if (match["time"] or "").count(":") == 3 else match["time"]
    iso = f"{match['date']}T{clock}{match['zone'] or 'Z'}" if clock else match["date"]
    time = instant(iso)
    return iso if time is not None and time.year in YEARS else None
