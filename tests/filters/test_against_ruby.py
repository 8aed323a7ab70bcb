"""The standard filters against Ruby Liquid's own, over :mod:`tests.filters.matrix`; skipped without Ruby."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from braze_liquid_sim.dialect.filters._registry import Filter, filters
from braze_liquid_sim.errors import LimitExceeded, LiquidError
from braze_liquid_sim.model import Limits
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.ruby.text import inspect, output
from braze_liquid_sim.ruby.time import Time
from tests.filters.matrix import MOMENT, Case, cases

ORACLE = Path(__file__).with_name("oracle.rb")
CONTEXT = SimpleNamespace(now=MOMENT, limits=Limits())

NEWER_THAN_5_4 = frozenset({"find", "find_index", "has", "reject", "squish", "sum"})
"""Filters Debian's 5.4 does not have; it passes the value through."""

Answer = list[str] | str


def ours(filter: Filter, value: Any, arguments: tuple[Any, ...]) -> Answer:
    """What our filter prints, and what it is; or its error."""
    try:
        result = filter.function(*([CONTEXT] if filter.context else []), value, *arguments)
    except LiquidError as error:
        return error.message
    except LimitExceeded as error:
        return f"limit {error.limit}"
    return [shown(output(result)), shown(inspect(result))]


def shown(text: str) -> str:
    """Bytes that are no UTF-8 become visible, as the oracle writes them."""
    return re.sub("[\udc80-\udcff]", lambda match: f"<{ord(match[0]) - 0xDC00:02x}>", text)


def explained(version: tuple[int, ...], name: str, arguments: tuple[Any, ...], ruby: Answer, mine: Answer) -> bool:
    """Whether a difference is one of those we know and want."""
    if version < (5, 5):
        if name in NEWER_THAN_5_4:
            return True
        # Of two nils 5.4 puts either after the other; 5.13 takes them for equal.
        if name == "sort_natural":
            return True
        # 5.4 fails on arguments beyond a machine word; 5.13 takes them for "far enough".
        if name in {"slice", "truncatewords"} and any(isinstance(n, int) and abs(n) > 2**31 for n in arguments):
            return True
    # A Ruby string has an encoding: text made of numbers, nil and booleans is US-ASCII and decoded bytes may be binary,
    # which shows in how inspect writes their control characters. Our texts are Unicode; what is printed is the same.
    return isinstance(ruby, list) and isinstance(mine, list) and ruby[0] == mine[0] and "\\x" in ruby[1]


def theirs(answer: Any) -> Answer:
    return str(answer["error"]) if isinstance(answer, dict) else answer


def encoded(value: Any) -> Any:
    """A value as the oracle reads it."""
    if isinstance(value, Time):
        return {"$time": value.epoch_ns // 10**9}
    if isinstance(value, Range):
        return {"$range": [value.start, value.stop]}
    if isinstance(value, float) and value - value != 0:
        return {"$float": str(value)}
    if isinstance(value, list | tuple):
        return [encoded(item) for item in value]
    if isinstance(value, dict):
        return {key: encoded(item) for key, item in value.items()}
    return value


def ask(questions: list[Case]) -> tuple[tuple[int, ...], list[Answer]]:
    """Ruby Liquid's version and its answers."""
    lines = "".join(json.dumps(encoded(question)) + "\n" for question in questions)
    command = ["ruby", "-EUTF-8:UTF-8", str(ORACLE)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    version, *answers = map(json.loads, done.stdout.rstrip("\n").split("\n"))
    return tuple(map(int, version.split(".")[:2])), list(map(theirs, answers))


def missing() -> str:
    """Why Ruby cannot be asked, or nothing."""
    if shutil.which("ruby") is None:
        return "ruby is not installed"
    check = subprocess.run(
        ["ruby", "-e", 'require "active_support/all"; require "liquid"'], capture_output=True, check=False
    )
    return "Ruby's liquid and activesupport are not installed" if check.returncode else ""


def test_standard_filters_answer_as_ruby() -> None:
    if reason := missing():
        pytest.skip(reason)
    table = filters()
    questions = list(cases())
    version, answers = ask(questions)
    differences: Counter[str] = Counter()
    examples: list[str] = []
    for (name, value, arguments), answer in zip(questions, answers, strict=True):
        mine = ours(table[name], value, arguments)
        if mine != answer and not explained(version, name, arguments, answer, mine):
            differences[name] += 1
            examples.append(f"{value!r} | {name}: {arguments!r}\n   ruby {answer!r}\n   ours {mine!r}")
    assert not differences, f"{len(questions)} cases, {differences}\n" + "\n".join(examples[:20])
