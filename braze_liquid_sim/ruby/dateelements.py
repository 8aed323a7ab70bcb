"""What a text says about a moment, before anybody asks whether it makes sense."""

from __future__ import annotations

from dataclasses import dataclass

from braze_liquid_sim.errors import LiquidError


@dataclass(slots=True)
class Elements:
    """Numbers as written: a month may be 99. None is "not said"."""

    year: int | None = None
    yday: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    nsec: int | None = None
    zone: str | None = None
    before_christ: bool = False
    short_year: bool = True
    """Whether a year below 100 is short for one from 1969 to 2068."""

    @property
    def silent(self) -> bool:
        """Whether nothing was said that fixes a moment; a zone alone does not."""
        said = (self.year, self.yday, self.month, self.day, self.hour, self.minute, self.second, self.nsec)
        return all(element is None for element in said)


def nanoseconds(digits: str) -> int:
    """The digits after the decimal point of a second, perhaps none; those after the ninth are dropped."""
    return int(digits[:9].ljust(9, "0"))


def machine_int(number: int) -> int:
    """``number``, if Ruby can hand it to C.

    Raises:
        LiquidError: ``internal``: Ruby raises a RangeError, which Liquid does not expect.
    """
    if number > 2**31 - 1:
        raise LiquidError("internal")
    return number
