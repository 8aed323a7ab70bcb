from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.ruby.time import NANOSECONDS, Time, days_in_month, days_since_epoch, is_leap

SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("moment", "text", "inspected"),
    [
        pytest.param(Time.from_epoch(0), "1970-01-01 00:00:00 UTC", None, id="UTC"),
        pytest.param(Time(0, utc=False), "1970-01-01 00:00:00 +0000", None, id="a server in UTC"),
        pytest.param(Time(0, 32400, "KST"), "1970-01-01 09:00:00 +0900", None, id="a zone"),
        pytest.param(Time(0, -1800, None), "1969-12-31 23:30:00 -0030", None, id="half an hour west"),
        pytest.param(Time(0, 15, None), "1970-01-01 00:00:15 +0000", "1970-01-01 00:00:15 +000015", id="seconds east"),
        pytest.param(Time(1), "1970-01-01 00:00:00 UTC", "1970-01-01 00:00:00.000000001 UTC", id="a nanosecond"),
        pytest.param(Time(-1), "1969-12-31 23:59:59 UTC", "1969-12-31 23:59:59.999999999 UTC", id="before 1970"),
        pytest.param(Time.from_epoch(-62167219201), "-0001-12-31 23:59:59 UTC", None, id="before year 0"),
        pytest.param(Time.from_epoch(10**18), "31688740476-10-23 01:46:40 UTC", None, id="after year 9999"),
    ],
)
def test_text(moment: Time, text: str, inspected: str | None) -> None:
    assert str(moment) == text
    assert moment.inspect() == (inspected or text)


def test_fields() -> None:
    moment = Time(1_709_647_629_500_000_001, 32400, None)
    assert (moment.year, moment.month, moment.day) == (2024, 3, 5)
    assert (moment.hour, moment.minute, moment.second, moment.nsec) == (23, 7, 9, 500_000_001)
    assert (moment.wday, moment.yday) == (2, 65)


def test_equality_and_order_are_those_of_the_instant() -> None:
    here, there = Time(5), Time(5, 32400, None)
    assert here == there
    assert hash(here) == hash(there)
    assert here < Time(6)
    assert here <= there
    assert Time(6) > there
    assert here != 5
    assert len({here, there}) == 1


@given(st.datetimes(timezones=st.just(UTC)))
def test_datetimes_survive(moment: datetime) -> None:
    time = Time.from_datetime(moment)
    assert time.to_datetime() == moment
    assert (time.year, time.month, time.day, time.hour, time.minute, time.second) == moment.timetuple()[:6]
    assert time.yday == moment.timetuple().tm_yday
    assert time.wday == moment.isoweekday() % 7


def test_datetimes_keep_their_offset() -> None:
    moment = datetime(2024, 3, 5, 14, tzinfo=SEOUL)
    assert str(Time.from_datetime(moment)) == "2024-03-05 14:00:00 +0900"
    assert Time.from_datetime(moment).to_datetime().utcoffset() == timedelta(hours=9)


def test_datetimes_without_a_zone_and_dates_are_utc() -> None:
    assert str(Time.from_datetime(datetime(2024, 3, 5, 14))) == "2024-03-05 14:00:00 UTC"
    assert str(Time.from_datetime(date(2024, 3, 5))) == "2024-03-05 00:00:00 UTC"


def test_far_times_are_no_datetimes() -> None:
    with pytest.raises(OverflowError):
        Time.from_epoch(10**12).to_datetime()


@given(st.integers(-(10**9), 10**9), st.integers(1, 12), st.integers(1, 28))
def test_days_and_fields_agree_in_any_year(year: int, month: int, day: int) -> None:
    time = Time(days_since_epoch(year, month, day) * 86_400 * NANOSECONDS)
    assert (time.year, time.month, time.day) == (year, month, day)


def test_months() -> None:
    assert [days_in_month(2023, month) for month in range(1, 13)] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [year for year in (-400, -4, 0, 1900, 2000, 2023, 2024) if is_leap(year)] == [-400, -4, 0, 2000, 2024]


def test_copies() -> None:
    moment = Time(5, 3600, None)
    for twin in (copy.deepcopy(moment), pickle.loads(pickle.dumps(moment))):
        assert twin.inspect() == moment.inspect()
