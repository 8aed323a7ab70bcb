"""What generated code calls while it runs, besides Ruby's values and the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.ruby.time import Time

if TYPE_CHECKING:
    from braze_liquid_sim.dialect.services import Services
    from braze_liquid_sim.model import Limits, RenderError

NOTHING: Mapping[str, Any] = {}
NESTING: frozenset[type] = frozenset((dict, list))
_DEEPEST_TIME = 50
BETWEEN_CHECKS = 255
"""Loop turns between two looks at the size of the output; all ones in binary, so that ``&`` tells when."""


def space(
    profile: Mapping[str, Any], found: Any, keys: tuple[str, ...], derive: Callable[..., Any] | None, completes: bool
) -> Mapping[str, Any]:
    """A namespace's object: what was found if it is one, else what stands under the other keys or can be derived."""
    for candidate in (found, *map(profile.get, keys)):
        if isinstance(candidate, Mapping):
            return {**derive(profile), **candidate} if derive and completes else candidate
    derived = derive(profile) if derive else None
    return derived if isinstance(derived, Mapping) else NOTHING


def timed(value: Any, depth: int = 0) -> Any:
    """A list or an object of the profile with each ``{"$time": text}`` in it as a time; the same one if there is none.

    A list whose first item is neither list nor object is not searched: Braze has no times there.
    """
    if depth > _DEEPEST_TIME:
        return value
    changed: Any = None
    if value.__class__ is list:
        if not value or value[0].__class__ not in NESTING:
            return value
        for at, item in enumerate(value):
            # Most objects are flat, and seen to be so without a call.
            if item.__class__ is dict and "$time" not in item and NESTING.isdisjoint(map(type, item.values())):
                continue
            if item.__class__ in NESTING and (new := timed(item, depth + 1)) is not item:
                changed = changed or list(value)
                changed[at] = new
    elif "$time" in value and len(value) == 1:
        return as_time(value["$time"])
    elif not NESTING.isdisjoint(map(type, value.values())):
        for key, item in value.items():
            if item.__class__ in NESTING and (new := timed(item, depth + 1)) is not item:
                changed = changed or dict(value)
                changed[key] = new
    return changed or value


def as_time(value: Any) -> Any:
    """The time that a text or a number of seconds states, in UTC; the value itself where it states none."""
    from braze_liquid_sim.ruby.timeparse import parse_time

    if value.__class__ is int:
        return Time.from_epoch(value)
    if value.__class__ is not str:
        return value
    parsed = parse_time(value, Time.from_epoch(0))
    return value if parsed is None else Time(parsed.epoch_ns, 0, "UTC")


def wrong_arity(value: Any, given: int, expected: str) -> Any:
    """Called in the place of a filter that got too few or too many arguments."""
    raise LiquidError(f"wrong number of arguments (given {given}, expected {expected})")


def unknown_operator(left: Any, right: Any, operator: str) -> Any:
    """Called in the place of a comparison that does not exist."""
    raise LiquidError(f"Unknown operator {operator}")


def range_end(value: Any) -> int:
    """An end of a range: text and nil leniently, any other value strictly."""
    from braze_liquid_sim.ruby.number import to_i, to_integer

    return to_i(value) if value is None or value.__class__ is str else to_integer(value)


def loop_bound(value: Any) -> int | None:
    """``limit`` and ``offset``: nil is absent, anything else must be a whole number."""
    from braze_liquid_sim.ruby.number import to_integer

    return None if value is None else to_integer(value)


def table_bound(value: Any) -> int:
    """``cols``, ``limit`` and ``offset`` of a table row, where Ruby is lenient."""
    from braze_liquid_sim.ruby.number import to_i

    if value.__class__ in (int, float, str) or value is None:
        return to_i(value)
    raise LiquidError("invalid integer")


class Meter:
    """Watches the loops of one render."""

    __slots__ = ("_limits", "_sizes")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sizes: dict[int, tuple[int, int]] = {}

    def check(self, steps_left: int, *buffers: list[str]) -> None:
        """Raise LimitExceeded where the render has gone too far or written too much."""
        if steps_left <= 0:
            raise LimitExceeded("steps", self._limits.steps)
        for buffer in buffers:
            seen, size = self._sizes.get(id(buffer), (0, 0))
            if seen > len(buffer):
                seen = size = 0
            size += sum(map(len, buffer[seen:]))
            self._sizes[id(buffer)] = len(buffer), size
            if size > self._limits.output:
                raise LimitExceeded("output", self._limits.output)


class Context:
    """What filters and tags may ask of the render: the clock, the limits, the world outside."""

    __slots__ = ("_moment", "_now", "errors", "limits", "services")

    def __init__(self, moment: int, limits: Limits, services: Services | None = None) -> None:
        self._moment = moment
        self._now: Time | None = None
        self.limits = limits
        self.services = services
        self.errors: list[RenderError] = []
        """The errors so far, where the world outside may end the render."""

    @property
    def now(self) -> Time:
        """The clock, made a time by the first who asks."""
        if self._now is None:
            self._now = Time(self._moment, 0, "UTC")
        return self._now
