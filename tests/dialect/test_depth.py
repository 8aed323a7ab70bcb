"""Brackets in brackets are refused before Python's own stack ends."""

from __future__ import annotations

import pytest

from braze_liquid_sim.dialect.parser import Mode, parse
from braze_liquid_sim.model import Source

BRACKETS = {number: "a[" * number + "b" + "]" * number for number in (90, 3000)}
RANGES = {number: "(" * number + "1" + "..2)" * number for number in (90, 3000)}


@pytest.mark.parametrize("mode", ["lax", "warn", "strict"])
@pytest.mark.parametrize("deep", [BRACKETS[3000], RANGES[3000]], ids=["brackets", "ranges"])
@pytest.mark.parametrize("written", ["{{ %s }}", "{%% if %s == 1 %%}{%% endif %%}", "{{ 1 | plus: %s }}"])
def test_too_deep(mode: Mode, deep: str, written: str) -> None:
    parsed = parse(Source(written % deep), mode)
    if mode != "lax":
        assert "Nesting too deep" in str((parsed.errors or parsed.warnings)[0])


@pytest.mark.parametrize("mode", ["lax", "warn", "strict"])
def test_deep(mode: Mode) -> None:
    parsed = parse(Source(f"{{{{ {BRACKETS[90]} }}}}"), mode)
    assert (parsed.errors, parsed.warnings) == ([], [])
