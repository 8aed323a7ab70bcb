"""golden-liquid: cases in one JSON file, run in strict mode."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from braze_liquid_sim import Sent, render
from tests.conformance.outcome import Report, Result

VARIABLE = "GOLDEN_LIQUID"


def checkout() -> Path | None:
    """Where the suite is, or None."""
    return Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None


def run(folder: Path) -> Report:
    """Run every case of the checkout."""
    cases = json.loads((folder / "golden_liquid.json").read_text(encoding="utf-8"))["tests"]
    return Report("golden-liquid, strict", tuple(result(case) for case in cases))


def result(case: dict[str, Any]) -> Result:
    """Run one case: the right text, one of the right texts, or a failure of any kind where the case is invalid."""
    try:
        outcome: Any = render(
            case["template"], data=case.get("data", {}), content_blocks=case.get("templates", {}), mode="strict"
        )
    except Exception as error:  # noqa: BLE001 - a crash is a failed case
        outcome = error
    wanted = case.get("results", [case.get("result")])
    failed = not isinstance(outcome, Sent) or bool(outcome.errors)
    passed = failed if case.get("invalid") else isinstance(outcome, Sent) and outcome.text in wanted
    expected = "an error" if case.get("invalid") else repr(wanted)
    group = ", ".join(case.get("tags", ["untagged"]))
    return Result(group, case["name"], case["template"], expected, repr(outcome), passed)
