"""The tables: what each form, error, mode, block, abort, user and tag comes to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialect.outcome import HERE, expected, outcome
from tests.tables import cases

TABLES = sorted(path for path in HERE.rglob("*.yaml") if path.name != "default.yaml")


@pytest.mark.parametrize("case", [case for table in TABLES for case in cases(table)])
def test_case(case: Any) -> None:
    assert outcome(case) == expected(case)
