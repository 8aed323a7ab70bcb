from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.ruby.timeparse import parse_time, to_time
from tests.tables import cases

NOW = Time(1_709_647_629_500_000_000)
ISO_TEXTS = st.from_regex(
    r"[0-9]{4}-[0-1][0-9]-[0-3][0-9]"
    r"([ Tt][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,9})?)?( ?([Zz]|[-+][0-2][0-9]:?[0-6][0-9]))?)?",
    fullmatch=True,
)


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("timeparse.yaml")))
def test_reads_as_ruby_does(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(LiquidError, match=f"^{case['error']}$"):
            parse_time(case["text"], NOW)
        return
    moment = parse_time(case["text"], NOW)
    assert (moment and moment.inspect()) == case["gives"]


@given(ISO_TEXTS)
def test_complete_iso_dates_take_a_short_way_to_the_same_end(text: str) -> None:
    # A comma is no ISO 8601, and means nothing in front of a date.
    short, long = parse_time(text, NOW), parse_time(f", {text}", NOW)
    assert (short and short.inspect()) == (long and long.inspect())


@given(st.text() | st.text(alphabet="0123456789 -/:.,'+tzwhmsapbcjn[]", max_size=128))
def test_fails_only_as_liquid_does(text: str) -> None:
    with suppress(LiquidError):
        moment = to_time(text, NOW)
        assert moment is None or str(moment)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("now", "2024-03-05 14:07:09.5 +0000", id="now"),
        pytest.param("Today", "2024-03-05 14:07:09.5 +0000", id="today keeps the time of day"),
        pytest.param(" now", None, id="now in blanks is no word"),
        pytest.param("1709647629", "2024-03-05 14:07:09 +0000", id="digits are seconds"),
        pytest.param("20240305", "1970-08-23 06:18:25 +0000", id="digits are seconds, even if they look like a date"),
        pytest.param("1709647629000", "56146-07-30 07:10:00 +0000", id="milliseconds are a far future"),
        pytest.param("-5", None, id="a negative text is no number"),
        pytest.param("", None, id="nothing"),
        pytest.param("9" * 5000, None, id="more digits than are handled"),
        pytest.param("1" * 30, "3520970945201270109143-07-27 13:31:51 +0000", id="digits of any usual length"),
        pytest.param("2024-03-05" + " " * 118, "2024-03-05 00:00:00 +0000", id="128 bytes"),
        pytest.param("2024-03-05" + " " * 119, None, id="129 bytes"),
        pytest.param("2024-03-05" + "é" * 60, None, id="129 bytes in fewer characters"),
        pytest.param(-5, "1969-12-31 23:59:55 +0000", id="a negative integer"),
        pytest.param(10**5000, None, id="an integer larger than is handled"),
        pytest.param(True, None, id="a boolean"),
        pytest.param(1.5, None, id="a float"),
        pytest.param(Decimal(1), None, id="a decimal"),
        pytest.param(None, None, id="nil"),
        pytest.param([1], None, id="an array"),
        pytest.param({}, None, id="a hash"),
        pytest.param(Time(0, 3600, None), "1970-01-01 01:00:00 +0100", id="a time"),
        pytest.param(date(2024, 3, 5), "2024-03-05 00:00:00 UTC", id="Python's date"),
        pytest.param(datetime(2024, 3, 5, 1, tzinfo=UTC), "2024-03-05 01:00:00 UTC", id="Python's datetime"),
    ],
)  # fmt: skip
def test_what_liquid_takes_for_a_time(value: object, shown: str | None) -> None:
    moment = to_time(value, NOW)
    assert (moment and moment.inspect()) == shown


def test_the_clock_is_read_in_the_zone_that_the_text_names() -> None:
    new_year = Time.from_epoch(1_735_689_600)
    assert str(parse_time("10:00 EST", new_year)) == "2024-12-31 10:00:00 -0500"
    assert str(parse_time("10:00", new_year)) == "2025-01-01 10:00:00 +0000"


def test_the_server_stands_in_utc_whatever_the_clock_says() -> None:
    seoul = Time(NOW.epoch_ns, 9 * 3600, None)
    assert str(to_time("now", seoul)) == "2024-03-05 14:07:09 +0000"
    assert str(parse_time("1:00", seoul)) == "2024-03-05 01:00:00 +0000"
