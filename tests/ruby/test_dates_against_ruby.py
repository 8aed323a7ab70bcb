"""Random dates through Ruby Liquid's ``date`` and through ours.

By hand, with another seed: ``python -m tests.ruby.test_dates_against_ruby SEED COUNT``.

Known differences, which the texts here avoid: more than nine digits of a second (kept to nanoseconds), integers of more
than 4,000 digits, and what ``dateparse`` says about some letters.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from braze_liquid_sim.errors import LiquidError
from braze_liquid_sim.ruby.strftime import strftime
from braze_liquid_sim.ruby.time import Time
from braze_liquid_sim.ruby.timeparse import to_time
from tests.ruby import date_texts

SCRIPT = Path(__file__).with_name("dates.rb")
CASES = 4_000
BELOW_NANOSECONDS = re.compile(r"[.,][0-9]{10}")


@cache
def ruby_is_missing() -> bool:
    ruby = shutil.which("ruby")
    return (
        ruby is None
        or subprocess.run([ruby, "-e", 'require "liquid"'], capture_output=True, check=False).returncode != 0
    )


def ours(value: str | int, fmt: str, now: int) -> Any:
    try:
        moment = to_time(value, Time.from_epoch(now))
        return None if moment is None else strftime(moment, fmt)
    except LiquidError as error:
        return {"error": error.message}


def differences(seed: int, count: int) -> list[str]:
    dice = Random(seed)
    now = dice.randint(0, 4 * 10**9)
    drawn = ((date_texts.value(dice), date_texts.format_(dice)) for _ in range(count))
    cases = [(value, fmt) for value, fmt in drawn if not BELOW_NANOSECONDS.search(str(value))]
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    run = subprocess.run(["ruby", str(SCRIPT), str(now)], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(cases)
    pairs = ((case, theirs, ours(*case, now)) for case, theirs in zip(cases, answers, strict=True))
    return [f"{case}: ours {mine!r}, Ruby {theirs!r}" for case, theirs, mine in pairs if mine != theirs]


def test_ruby_agrees() -> None:
    if ruby_is_missing():
        pytest.skip("needs ruby with the liquid gem on PATH")
    assert differences(20240305, CASES) == []


if __name__ == "__main__":
    found = differences(int(sys.argv[1]), int(sys.argv[2]))
    print(*found[:40], f"{len(found)} differences", sep="\n")
