"""The short way of writing dates gives what reading and writing a time gives, or leaves the text to it."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from braze_liquid_sim.ruby.isoformat import formatter
from braze_liquid_sim.ruby.strftime import strftime
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.ruby.timeparse import to_time

NOW = Time.from_epoch(1_709_647_629)
FORMATS = (
    "%B %-d, %Y", "%d.%m.%Y", "%A, %d %B %Y", "%j", "%F %T", "%y/%-m/%e %H:%M:%S", "%a %b %^a %^b %^A %^B",
    "100%% {x} \"q\" \\n é", "%R %z %-H %-M", "", "plain",
)  # fmt: skip
DAYS = (
    "2026-02-28",
    "2026-02-29",
    "2024-02-29",
    "2026-12-31",
    "2026-04-30",
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "2026-13-01",
)
CLOCKS = ("", "T09:05:07Z", " 23:59:59", "t00:00z", "T10:20:30.123456789", "T24:00:00", "T23:59:60Z", "T10:00:00+09:00",
          "T10:00 UTC", "T10:00:00+00:00", "T1:00", " ", "Z")  # fmt: skip


def _long_way(text: str, format: str) -> str | None:
    time = to_time(text, NOW)
    return None if time is None else strftime(time, format)


@pytest.mark.parametrize("format", FORMATS)
def test_complete_dates(format: str) -> None:
    write = formatter(format)
    assert write
    for text in map("".join, product(DAYS, CLOCKS)):
        written = write(text)
        assert written is None or written == _long_way(text, format), text


def test_random_dates() -> None:
    dice = Random(20261123)
    for _ in range(3000):
        text = f"{dice.randint(0, 9999):04}-{dice.randint(0, 13):02}-{dice.randint(0, 32):02}"
        text += dice.choice(("", f"T{dice.randint(0, 24):02}:{dice.randint(0, 60):02}:{dice.randint(0, 60):02}Z"))
        format = dice.choice(FORMATS)
        write = formatter(format)
        assert write
        assert (written := write(text)) is None or written == _long_way(text, format), (text, format)


@pytest.mark.parametrize("text", ["2026-02-28", "2026-02-28T09:05:07Z", "2026-02-28 09:05"])
def test_the_usual_dates_take_the_short_way(text: str) -> None:
    write = formatter("%d.%m.%Y")
    assert write
    assert write(text) == "28.02.2026"


@pytest.mark.parametrize("format", ["%N", "%s", "%E", "%", "%5Y", "%Z"])
def test_other_formats_have_none(format: str) -> None:
    assert formatter(format) is None
