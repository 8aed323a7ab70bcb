"""The tables of ``web/``: what a call sends, what the message makes of the answer, and how it fails.

A case has a ``template`` and may have ``answers``, a ``user``, a ``world`` (more keywords of ``compile``) and ``at``,
the times at which the same template is rendered (its last outcome counts). Its outcome is the ``text``, ``aborted``, or
``failed`` with what it ``says`` and the ``help``; ``calls`` are those of all renders, with the fields that matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Aborted, Sent, compile
from tests.tables import cases

HERE = Path(__file__).parent / "web"
NOW = "2024-03-05T14:07:09Z"
USER = {"external_id": "u1", "first_name": "Ann", "language": "en", "email": "ann@mail.example"}


@pytest.mark.parametrize("case", [case for table in sorted(HERE.glob("*.yaml")) for case in cases(table)])
def test_case(case: Any) -> None:
    template = compile(case["template"], answers=case.get("answers"), **case.get("world", {}))
    outcomes = [template.render(case.get("user", USER), now=now) for now in case.get("at", [NOW])]
    outcome = outcomes[-1]
    if isinstance(outcome, Sent):
        found: dict[str, Any] = {"text": outcome.text}
    elif isinstance(outcome, Aborted):
        found = {"aborted": outcome.reason}
    else:
        found = {"failed": outcome.finding.code, "says": outcome.finding.message, "help": outcome.finding.help}
    assert {key: found[key] for key in found if key in case or key != "help"} == {
        key: case[key] for key in ("text", "aborted", "failed", "says", "help") if key in case
    }
    if "calls" in case:
        calls = [call for outcome in outcomes for call in outcome.calls]
        told = [{key: _plain(getattr(call, key)) for key in expected} for call, expected in zip(calls, case["calls"])]  # noqa: B905
        assert told == case["calls"]
        assert len(calls) == len(case["calls"])


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value
