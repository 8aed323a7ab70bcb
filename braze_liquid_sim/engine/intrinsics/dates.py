"""``date`` with a format that is known: most dates in data are complete ISO texts, which need not become times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.engine.code import Code
from braze_liquid_sim.engine.intrinsics._rules import ANYTHING, intrinsic, twice
from braze_liquid_sim.ruby.isoformat import formatter

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values


@intrinsic(ANYTHING, "date")
def _date(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
    format = arguments[0].constant if arguments[0].is_constant else None
    if value.is_constant or value.risky or format.__class__ is not str:
        return None
    if not formatter(format):
        return None
    first, again = twice(emit, value)
    write = emit.constants.make("written", formatter, format)
    call = emit.call(filters()["date"], replace(value, text=again, split=None, parts=()), arguments)
    text = f"({first}.__class__ is str and {write}({again}) or {call.text})"
    return replace(call, text=text, risky=False, weight=value.weight)
