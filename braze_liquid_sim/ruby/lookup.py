"""Reaching into a value: the steps of a path, and Ruby's ``value[key]`` for the filters that take a property."""

from __future__ import annotations

from typing import Any

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.compare import has_key
from braze_liquid_sim.ruby.drops import Drop
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.range import Range


def get(obj: Any, key: Any, command: bool = False) -> Any:
    """One step of a path; nil where it leads nowhere.

    ``command`` says that ``size``, ``first`` or ``last`` was written after a dot, where it counts, picks or cuts unless
    the hash has a key of that name.
    """
    cls = obj.__class__
    if cls is dict:
        if key.__class__ is str:
            if key in obj:
                return obj[key]
        elif has_key(obj, key):
            return obj[key]
        return hash_command(obj, key) if command else None
    if cls is list:
        if key.__class__ is int:
            try:
                return obj[key]
            except IndexError:
                _check_word(key)
                return None
        return _command(obj, key) if command else None
    if obj is None:
        return None
    if isinstance(obj, Drop):
        return obj.get(key)
    if command:
        return _command(obj, key)
    adopted = adopt(obj)
    return None if adopted is obj else get(adopted, key, command)


def hash_command(obj: dict[Any, Any], key: str) -> Any:
    """``size`` and ``first`` of a hash; the first is a pair, and there is no last."""
    if key == "size":
        return len(obj)
    if key == "first":
        return next(([name, value] for name, value in obj.items()), None)
    return None


def _command(obj: Any, key: str) -> Any:
    """``size``, ``first`` or ``last`` of anything but a hash."""
    if key == "size":
        return size(obj)
    return first(obj) if key == "first" else last(obj)


def size(value: Any) -> int | None:
    """Characters, items or keys; an integer has its size in bytes; None for what has no size."""
    cls = value.__class__
    if cls is str or cls is list or cls is dict:
        return len(value)
    if cls is int:
        return integer_size(value)
    if cls is Range:
        return value.size  # type: ignore[no-any-return]
    adopted = adopt(value)
    return None if adopted is value else size(adopted)


def integer_size(value: int) -> int:
    """Bytes Ruby keeps an integer in: 8, or as many as a bigger one needs (in steps of two)."""
    return max(8, (value.bit_length() + 7) // 8)


def first(value: Any) -> Any:
    """First item, pair or character; the empty string of an empty string."""
    cls = value.__class__
    if cls is list:
        return value[0] if value else None
    if cls is str:
        return value[:1]
    if cls is dict:
        return hash_command(value, "first")
    if cls is Range:
        return value.start
    if isinstance(value, Drop):
        return value.get("first")
    adopted = adopt(value)
    return None if adopted is value else first(adopted)


def last(value: Any) -> Any:
    """Last item or character; a hash has none."""
    cls = value.__class__
    if cls is list:
        return value[-1] if value else None
    if cls is str:
        return value[-1:]
    if cls is Range:
        return value.stop
    if isinstance(value, Drop):
        return value.get("last")
    adopted = adopt(value)
    return None if adopted is value else last(adopted)


class NoIndexError(Exception):
    """The value does not know ``[]`` at all (Ruby's NoMethodError)."""


def has_index(value: Any) -> bool:
    """Whether Ruby's value knows ``[]``: hashes, arrays, strings, integers (their bits) and drops do."""
    return value.__class__ in _INDEXED or isinstance(value, Drop)


_INDEXED = frozenset({dict, list, str, int})


def index(value: Any, key: Any) -> Any:
    """Ruby's ``value[key]``.

    Raises:
        TypeError: the key is of the wrong kind.
        NoIndexError: the value has no ``[]``.
    """
    cls = value.__class__
    if cls is dict:
        if key.__class__ is str:
            return value.get(key)
        return value[key] if has_key(value, key) else None
    if cls is str and key.__class__ is str:
        return key if key in value else None
    if isinstance(value, Drop):
        return value.get(key)
    if cls not in _INDEXED:
        adopted = adopt(value)
        if adopted is value:
            raise NoIndexError
        return index(adopted, key)
    return _at(value, key)


def _at(value: Any, key: Any) -> Any:
    """An array, a string or the bits of an integer at a position or a range of them."""
    if key.__class__ is Range:
        return _stretch(value, key)
    if key.__class__ is float:
        if key - key != 0:
            raise TypeError(key)
        key = int(key)
    if key.__class__ is not int:
        raise TypeError(key)
    if value.__class__ is int:
        if key < 0:
            return 0
        return value >> key & 1 if key < value.bit_length() else int(value < 0)
    _check_word(key)
    return value[key] if -len(value) <= key < len(value) else None


def _check_word(position: int) -> None:
    """Ruby's positions are machine words; a larger one is an error that Liquid does not expect."""
    if not -(1 << 63) <= position < 1 << 63:
        raise LiquidError("internal")


def _stretch(value: Any, key: Range) -> Any:
    """``value[1..3]``; None where it starts outside."""
    if value.__class__ is int:
        width = key.stop - key.start + 1
        shifted = value >> key.start if key.start >= 0 else value << -key.start
        return shifted if width <= 0 else shifted & (1 << width) - 1
    length = len(value)
    start = key.start + length if key.start < 0 else key.start
    stop = key.stop + length if key.stop < 0 else key.stop
    return value[start : max(stop + 1, start)] if 0 <= start <= length else None
