"""The tables in ``cases/``: filter, input and arguments; and what comes out, or which error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.dialect.filters._registry import filters
from braze_liquid_sim.errors import LiquidError
from tests.filters.values import CONTEXT, decoded, exact
from tests.tables import cases

TABLES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


def call(case: Any) -> Any:
    """Call the filter as the compiled template does."""
    filter = filters()[case["filter"]]
    context = [CONTEXT] if filter.context else []
    return filter.function(*context, decoded(case["input"]), *decoded(case.get("args", [])))


@pytest.mark.parametrize("case", [case for table in TABLES for case in cases(table)])
def test_case(case: Any) -> None:
    if "error" in case:
        with pytest.raises(LiquidError) as raised:
            call(case)
        assert raised.value.message == case["error"]
    else:
        assert exact(call(case)) == exact(decoded(case["expected"]))
