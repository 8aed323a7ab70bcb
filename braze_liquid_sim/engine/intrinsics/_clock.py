"""``'now' | date: …`` and what follows it: the same for all users of one second, and worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from braze_liquid_sim.dialect.filters._registry import Filter
from braze_liquid_sim.engine.code import Code, Stage
from braze_liquid_sim.engine.runtime import Context
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values

_CLOCKS = ("date", "time_zone")
_WITH_LIMITS = ("replace", "newline_to_br")
_SOME_MOMENT = 1_769_904_000_000_000_000
_FINER_THAN_SECONDS = "LN"


def at_the_clock(emit: Values, filter_: Filter, value: Code, arguments: list[Code]) -> Code | None:
    """The code of a filter whose value hangs on the clock alone; None where it does not, or might fail."""
    if not all(argument.is_constant for argument in arguments):
        return None
    name = filter_.function.__name__
    starts = value.is_constant and name in _CLOCKS and _is_now(value.constant)
    if not starts and value.stage is not Stage.CLOCK:
        return None
    if filter_.context and name not in (*_CLOCKS, *_WITH_LIMITS):
        return None
    constants = [argument.constant for argument in arguments]
    if name == "date" and (constants[0].__class__ is not str or set(_FINER_THAN_SECONDS) & set(constants[0])):
        return None
    sample = _sample(emit, filter_, value, constants)
    if sample is None:
        return None
    texts = ["k"] if filter_.context else []
    texts += [code.text for code in (value, *arguments)]
    function = emit.constants.function(filter_.function, name)
    return Code(f"{function}({', '.join(texts)})", _type(filter_, name, sample), Stage.CLOCK, sample)


def _is_now(value: Any) -> bool:
    return value.__class__ is str and value.lower() in ("now", "today")


def _sample(emit: Values, filter_: Filter, value: Code, constants: list[Any]) -> Any:
    """The value at some moment; None where that fails."""
    context = (Context(_SOME_MOMENT, emit.unit.limits),) if filter_.context else ()
    try:
        return filter_.function(*context, value.constant, *constants)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return None


def _type(filter_: Filter, name: str, sample: Any) -> str:
    if sample.__class__ is Time:
        return "time"
    if name == "date" and sample.__class__ is str:
        return "str"
    return filter_.returns
