"""Which branches a template has, and which of them a render reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Source
from braze_liquid_sim.coverage import Coverage, percent
from braze_liquid_sim.message import open_message
from tests.tables import cases


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("coverage.yaml")))
def test_coverage(case: dict[str, Any]) -> None:
    blocks = case.get("blocks", {})
    message = open_message(Source(case["template"]), content_blocks=blocks, trace=True)
    coverage = Coverage()
    coverage.expect(message, blocks)
    for data in case["renders"]:
        coverage.reach(message.render(data=data).outcome)
    files = coverage.sources()
    assert [branch.label for file in files for branch in file.branches] == case["branches"]
    missed = [branch for file in files for branch in file.missed]
    assert [branch.label for branch in missed] == case["missed"]
    if "marked" in case:
        assert [branch.span.text for branch in missed] == case["marked"]
    if not case["branches"]:
        assert percent(files) == 100
