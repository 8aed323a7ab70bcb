from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.strftime import strftime
from braze_liquid_sim.ruby.time import Time
from tests.tables import cases

FORMATS = st.text() | st.text(alphabet="%-_0^#:EO123459aAbcCdDeFgGHIjkLmNpPrsStuvVwxyYzZ")


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("strftime.yaml")))
def test_writes_as_ruby_does(case: dict[str, Any]) -> None:
    epoch_ns, offset, zone, utc = case["time"]
    moment = Time(epoch_ns, offset, zone, utc=utc)
    if "error" in case:
        with pytest.raises(LiquidError) as caught:
            strftime(moment, case["format"])
        assert caught.value.message == case["error"]
    else:
        assert strftime(moment, case["format"]) == case["gives"]


@given(st.integers(), FORMATS)
def test_fails_only_as_liquid_does(epoch_ns: int, fmt: str) -> None:
    with suppress(LiquidError):
        assert isinstance(strftime(Time(epoch_ns), fmt), str)


def test_many_wide_directives_are_refused_together() -> None:
    with pytest.raises(LiquidError, match="internal"):
        strftime(Time(0), "%999999d" * 20)
