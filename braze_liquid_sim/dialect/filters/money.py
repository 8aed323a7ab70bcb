"""Numbers for reading."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from braze_liquid_sim.dialect.filters._registry import BRAZE_FILTERS, liquid_filter
from braze_liquid_sim.ruby.number import EXACT
from braze_liquid_sim.ruby.text import int_to_s, to_s

_NUMERIC: Final = re.compile(
    r"[ \t\n\v\f\r]*([+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?)[ \t\n\v\f\r]*"
).fullmatch
_CENT: Final = Decimal("0.01")
_LONG: Final = re.compile(r"[0-9]{4,}")


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def money(value: Any) -> str:
    """Two decimals, no currency, no thousands mark, half a cent away from zero.

    Texts that hold a number are numbers; other text comes back as it is and nil as nothing (assumed, as Rails does).
    """
    if value.__class__ is int:
        return f"{int_to_s(value)}.00"
    text = to_s(value)
    match = _NUMERIC(text)
    return format(Decimal(match[1]).quantize(_CENT, ROUND_HALF_UP, EXACT), "f") if match else text


@liquid_filter(fidelity="shown", source=BRAZE_FILTERS, returns="str", total=True)
def number_with_delimiter(value: Any) -> str:
    """Commas between thousands, also in a text that holds a number; other text comes back as it is (as Rails does)."""
    text = to_s(value)
    if not _NUMERIC(text):
        return text
    whole, point, fraction = text.partition(".")
    return f"{_LONG.sub(_grouped, whole)}{point}{fraction}"


def _grouped(match: re.Match[str]) -> str:
    """Thousands apart; slices, as a look-ahead would take quadratic time."""
    digits = match[0]
    head = len(digits) % 3 or 3
    return ",".join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])
