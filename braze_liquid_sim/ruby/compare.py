"""Equality, order, ``contains``, ``blank`` and ``empty``, as Ruby has them; a boolean is never a number."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any, Final

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.drops import Drop
from braze_liquid_sim.ruby.foreign import adopt
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.text import float_to_s, to_s
from braze_liquid_sim.ruby.time import Time


def truthy(value: Any) -> bool:
    """Everything but nil and false is true, 0 and the empty string too."""
    return value is not None and value is not False


def equal(a: Any, b: Any) -> bool:
    """``==``: 1 equals 1.0, never true; times by instant; arrays and hashes by their items."""
    left, right = a.__class__, b.__class__
    if left is right:
        if left is list or left is dict:
            return _equal_deep(a, b)
        return bool(a == b)
    if left is int or left is float:
        if right is int or right is float:
            return bool(a == b)
        if right is bool:
            return False
    if a is None or b is None or (left is str and right in _NATIVE):
        return False
    return _equal_slow(a, b)


_NATIVE: Final = frozenset({int, float, bool, list, dict, Range, Time})


def _equal_deep(a: Any, b: Any) -> bool:
    """Two arrays or two hashes; a hash ignores the order of its keys."""
    if len(a) != len(b):
        return False
    if a.__class__ is list:
        return all(left is right or equal(left, right) for left, right in zip(a, b, strict=True))
    return all(key in b and equal(value, b[key]) for key, value in a.items())


def _equal_slow(a: Any, b: Any) -> bool:
    """Different classes, perhaps foreign ones."""
    left, right = adopt(a), adopt(b)
    if left is not a or right is not b:
        return equal(left, right)
    return left.__class__ is Time and compare(left, right) == 0


def less(a: Any, b: Any) -> bool:
    """``a < b``; false where the two cannot be ordered at all, an error where Ruby's comparison fails."""
    left, right = a.__class__, b.__class__
    if left is int or left is float:
        if right is int or right is float:
            return bool(a < b)
    elif left is str and right is str:
        return bool(a < b)
    return _relation(a, b, operator.lt)


def less_equal(a: Any, b: Any) -> bool:
    """``a <= b``, as :func:`less`."""
    left, right = a.__class__, b.__class__
    if left is int or left is float:
        if right is int or right is float:
            return bool(a <= b)
    elif left is str and right is str:
        return bool(a <= b)
    return _relation(a, b, operator.le)


def greater(a: Any, b: Any) -> bool:
    """``a > b``, as :func:`less`."""
    left, right = a.__class__, b.__class__
    if left is int or left is float:
        if right is int or right is float:
            return bool(a > b)
    elif left is str and right is str:
        return bool(a > b)
    return _relation(a, b, operator.gt)


def greater_equal(a: Any, b: Any) -> bool:
    """``a >= b``, as :func:`less`."""
    left, right = a.__class__, b.__class__
    if left is int or left is float:
        if right is int or right is float:
            return bool(a >= b)
    elif left is str and right is str:
        return bool(a >= b)
    return _relation(a, b, operator.ge)


_ORDERED: Final = {int: "Integer", float: "Float", str: "String", Time: "Time"}
"""The classes that know ``<`` at all, by their Ruby names; a comparison with any other is silently false."""


def _relation(a: Any, b: Any, relation: Callable[[int, int], bool]) -> bool:
    """The pairs the fast paths left over."""
    left, right = adopt(a), adopt(b)
    if left.__class__ not in _ORDERED or right.__class__ not in _ORDERED:
        return False
    order = compare(left, right)
    if order is None:
        raise LiquidError(f"comparison of {_ORDERED[left.__class__]} with {_shown(right)} failed")
    return relation(order, 0)


def _shown(value: Any) -> str:
    """How Ruby's message names the right-hand side: small numbers by value, the rest by class."""
    if value.__class__ is float:
        return float_to_s(value)
    if value.__class__ is int and -(1 << 62) <= value < 1 << 62:
        return str(value)
    return _ORDERED[value.__class__]


def compare(a: Any, b: Any) -> int | None:
    """``<=>``: -1, 0 or 1, and None where the two have no order."""
    left, right = a.__class__, b.__class__
    if left is bool or right is bool or a is None or b is None:
        return 0 if a is b else None
    if (left is right and left in _ORDERED) or (left in _REAL and right in _REAL):
        return -1 if a < b else 1 if a > b else 0 if a == b else None
    left, right = adopt(a), adopt(b)
    if left is not a or right is not b:
        return compare(left, right)
    if left.__class__ is list and right.__class__ is list:
        return _compare_lists(left, right)
    if left.__class__ is Time:
        return _compare_time(left, right)
    return 0 if left.__class__ is right.__class__ and equal(left, right) else None


_REAL: Final = frozenset({int, float})


def _compare_lists(a: list[Any], b: list[Any]) -> int | None:
    """Item by item; the first unequal pair decides, then the length."""
    for left, right in zip(a, b, strict=False):
        order = compare(left, right)
        if order != 0:
            return order
    return (len(a) > len(b)) - (len(a) < len(b))


_UNIX_EPOCH_JULIAN: Final = 2440587.5
_DAY_NS: Final = 86_400 * 10**9


def _compare_time(time: Time, other: Any) -> int | None:
    """A time against a number, which ActiveSupport takes for a Julian day; a text is never comparable (Braze's FAQ)."""
    if not isinstance(other, int | float) or math.isnan(other):
        return None
    day = time.epoch_ns / _DAY_NS + _UNIX_EPOCH_JULIAN
    return (day > other) - (day < other)


def contains(a: Any, b: Any) -> bool:
    """``a contains b``: part of a string, item of an array, key of a hash, number in a range; else false."""
    cls = a.__class__
    if cls is str:
        return b is not None and b is not False and (b if b.__class__ is str else to_s(b)) in a
    if a is None or b is None or b is False:
        return False
    if cls is list:
        return any(item is b or equal(item, b) for item in a)
    if cls is dict:
        return has_key(a, b)
    if cls is Range:
        return _covers(a, b)
    adopted = adopt(a)
    return adopted is not a and contains(adopted, b)


def _covers(span: Range, value: Any) -> bool:
    """Whether a range holds a number, 2.5 too, or all of another range that is not empty (ActiveSupport)."""
    if value.__class__ is Range:
        return span.start <= value.start <= value.stop <= span.stop
    return isinstance(value, int | float) and value.__class__ is not bool and span.start <= value <= span.stop


def has_key(mapping: dict[Any, Any], key: Any) -> bool:
    """Whether a hash has the key, without taking true for 1 or 1.0 for 1."""
    if key.__class__ is str:
        return key in mapping
    return any(key.__class__ is own.__class__ and key == own for own in mapping)


_SPACE: Final = "".join(
    map(chr, (*range(9, 14), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)


def is_blank(value: Any) -> bool:
    """ActiveSupport's ``blank?``: nil, false, nothing but white space of any script, an empty array or hash."""
    cls = value.__class__
    if cls is str:
        return not value or (value[0] in _SPACE and not value.strip(_SPACE))
    if value is None or value is False:
        return True
    return is_empty(value)


def is_empty(value: Any) -> bool:
    """``empty?`` of a string, an array or a hash; nothing else is empty, nil and an empty range neither."""
    cls = value.__class__
    if cls is str or cls is list or cls is dict:
        return not value
    if value is None or isinstance(value, int | float | Range | Time | Drop):
        return False
    return is_empty(adopt(value))
