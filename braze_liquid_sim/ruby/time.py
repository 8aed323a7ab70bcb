"""Ruby's Time: an instant with an offset, in any year.

Python's datetime ends at year 9999 and has no nanoseconds: instants are integers here, and the calendar is widened by
whole cycles of 400 years, after which it repeats.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import total_ordering
from typing import Final, NamedTuple

NANOSECONDS = 1_000_000_000
SECONDS_OF_A_DAY = 86_400
_DAYS_OF_400_YEARS = 146_097
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_UTC_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def days_since_epoch(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a valid date of the Gregorian calendar, extended over all years (year 0 exists)."""
    cycles, year = divmod(year - 1, 400)
    return date(year + 1, month, day).toordinal() - _EPOCH_ORDINAL + cycles * _DAYS_OF_400_YEARS


def days_in_month(year: int, month: int) -> int:
    """How long a month from 1 to 12 is."""
    if month == 2:
        return 28 + is_leap(year)
    return 30 if month in (4, 6, 9, 11) else 31


def is_leap(year: int) -> bool:
    """Whether a year, of any sign, has a 29th of February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class Civil(NamedTuple):
    """An instant as a calendar and a clock show it at some offset."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    nsec: int
    wday: int
    """0 is Sunday."""
    yday: int
    """1 is the first of January."""
    offset: int
    """Seconds east of Greenwich."""
    zone: str
    """Empty for a bare offset."""
    utc: bool
    epoch: int
    """Seconds since 1970, rounded down."""


def _civil(epoch_ns: int, offset: int, zone: str, utc: bool) -> Civil:
    epoch, nsec = divmod(epoch_ns, NANOSECONDS)
    days, second = divmod(epoch + offset, SECONDS_OF_A_DAY)
    ordinal = days + _EPOCH_ORDINAL - 1
    cycles, ordinal = divmod(ordinal, _DAYS_OF_400_YEARS)
    day = date.fromordinal(ordinal + 1)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    year = day.year
    yday = ordinal + 2 - date(year, 1, 1).toordinal()
    # 1970-01-01 was a Thursday.
    wday = (days + 4) % 7
    year += cycles * 400
    return Civil(year, day.month, day.day, hour, minute, second, nsec, wday, yday, offset, zone, utc, epoch)


def _field(name: str) -> property:
    position = Civil._fields.index(name)

    def read(self: Time) -> int:
        return self.civil[position]  # type: ignore[return-value]  # only the integer fields are made into properties

    return property(read, doc=f"The {name} at the time's own offset.")


@total_ordering
class Time:
    """An instant; equal, ordered and hashed by the instant alone, as Ruby has it.

    ``zone`` is an abbreviation, or None where only an offset is known. ``utc`` tells Ruby's UTC mode (printed ``UTC``)
    from the local time of a server in UTC (printed ``+0000``); unless given, a zone of ``UTC`` means UTC mode.
    """

    __slots__ = ("_civil", "epoch_ns", "offset", "utc", "zone")

    def __init__(self, epoch_ns: int, offset: int = 0, zone: str | None = "UTC", *, utc: bool | None = None) -> None:
        self.epoch_ns: Final = epoch_ns
        self.offset: Final = offset
        self.zone: Final = zone
        self.utc: Final = zone == "UTC" if utc is None else utc
        self._civil: Civil | None = None

    @classmethod
    def from_epoch(cls, seconds: int) -> Time:
        """The instant so many seconds after 1970, in UTC."""
        return cls(seconds * NANOSECONDS)

    @classmethod
    def from_datetime(cls, moment: date | datetime) -> Time:
        """Python's datetime, UTC if it names no zone; a plain date is its midnight in UTC."""
        if not isinstance(moment, datetime):
            return cls.from_epoch(days_since_epoch(moment.year, moment.month, moment.day) * SECONDS_OF_A_DAY)
        east = moment.utcoffset()
        if east is None:
            moment, east = moment.replace(tzinfo=UTC), timedelta()
        since = moment - _UTC_EPOCH
        microseconds = (since.days * SECONDS_OF_A_DAY + since.seconds) * 1_000_000 + since.microseconds
        offset = east // timedelta(seconds=1)
        return cls(microseconds * 1000, offset, None if offset else "UTC")

    def to_datetime(self) -> datetime:
        """The same instant and offset for Python; OverflowError outside the years 1 to 9999."""
        zone = timezone(timedelta(seconds=self.offset)) if self.offset else UTC
        return (_UTC_EPOCH + timedelta(microseconds=self.epoch_ns // 1000)).astimezone(zone)

    def at_offset(self, offset: int) -> Time:
        """The same instant on a clock so many seconds east; offset 0 is the server's local time."""
        return Time(self.epoch_ns, offset, None if offset else "UTC", utc=False)

    @property
    def civil(self) -> Civil:
        """All the calendar fields at once, computed on first use."""
        known = self._civil
        if known is None:
            known = self._civil = _civil(self.epoch_ns, self.offset, self.zone or "", self.utc)
        return known

    year = _field("year")
    month = _field("month")
    day = _field("day")
    hour = _field("hour")
    minute = _field("minute")
    second = _field("second")
    nsec = _field("nsec")
    wday = _field("wday")
    yday = _field("yday")

    def __str__(self) -> str:
        return self._text("")

    def inspect(self) -> str:
        """Ruby's inspect: :meth:`__str__` with the fraction of the second and the seconds of the offset."""
        nsec = self.civil.nsec
        return self._text(f".{nsec:09d}".rstrip("0") if nsec else "", exact=True)

    def _text(self, fraction: str, *, exact: bool = False) -> str:
        c = self.civil
        year = f"{c.year:04d}" if c.year >= 0 else f"{c.year:05d}"
        return (
            f"{year}-{c.month:02d}-{c.day:02d} {c.hour:02d}:{c.minute:02d}:{c.second:02d}{fraction} {_zone(c, exact)}"
        )

    def __repr__(self) -> str:
        return f"Time({self.inspect()})"

    def __eq__(self, other: object) -> bool:
        return self.epoch_ns == other.epoch_ns if isinstance(other, Time) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.epoch_ns < other.epoch_ns if isinstance(other, Time) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.epoch_ns)


def _zone(c: Civil, exact: bool) -> str:
    if c.utc:
        return "UTC"
    hours, rest = divmod(abs(c.offset), 3600)
    minutes, seconds = divmod(rest, 60)
    tail = f"{seconds:02d}" if exact and seconds else ""
    return f"{'-' if c.offset < 0 else '+'}{hours:02d}{minutes:02d}{tail}"
