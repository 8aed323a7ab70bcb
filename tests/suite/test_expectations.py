"""Every expectation is documented and has a case that holds and one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from braze_liquid_sim.suite.expectations import expectations

CASES = Path(__file__).parents[1] / "cli" / "test.yaml"


@pytest.mark.parametrize("name", sorted(expectations()))
def test_every_expectation_is_documented(name: str) -> None:
    assert expectations()[name].doc.startswith(f"``{name}: …``")


@pytest.mark.parametrize("name", sorted({*expectations(), "golden"} - {"link"}))
def test_every_expectation_is_used_in_a_case(name: str) -> None:
    table = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    texts = [text for case in table for file, text in case["files"].items() if file.endswith(".test.yaml")]
    assert any(f"{name}:" in text for text in texts)
