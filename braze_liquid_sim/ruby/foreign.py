"""Python values that are not Liquid's, taken for the Liquid value they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from braze_liquid_sim.ruby.drops import Drop
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.time import Time

_NATIVE = frozenset({type(None), bool, int, float, str, list, dict, Range, Time})


def adopt(value: Any) -> Any:
    """The Liquid value for any Python value; native ones come back as they are.

    A date is midnight UTC, a datetime without a zone is UTC, Decimal is a float, tuples and sets are lists; whatever
    is left is its ``str``. Only slow paths come here: the hot ones know their classes.
    """
    if value.__class__ in _NATIVE or isinstance(value, Drop):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float | Decimal):
        return float(value)
    if isinstance(value, datetime):
        return Time.from_datetime(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, date):
        return Time.from_datetime(datetime.combine(value, time(tzinfo=UTC)))
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
