"""What the tables say of the tags and of the modes is what Ruby Liquid prints, where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from braze_liquid_sim.dialect.tags import tags
from tests.dialect.outcome import DEFAULT, HERE
from tests.differential.case import Case
from tests.differential.oracle import Oracle, ruby_command
from tests.tables import cases

COMMAND = ruby_command()
RUBY = {
    "#",
    "assign",
    "break",
    "capture",
    "case",
    "comment",
    "continue",
    "cycle",
    "decrement",
    "doc",
    "echo",
    "for",
    "if",
    "ifchanged",
    "include",
    "increment",
    "liquid",
    "raw",
    "render",
    "tablerow",
    "unless",
}
OWN = "|".join(name for name in tags() if name not in RUBY)
BRAZE = re.compile(rf"\$\{{|<!--|content_blocks|\{{\{{\{{|(?:\{{%-?|\n)\s*(?:{OWN})\b")
"""Ruby knows no such thing."""
CASES = [
    case
    for table in [*sorted((HERE / "tags").glob("*.yaml")), HERE / "modes.yaml", HERE / "syntax_errors.yaml"]
    for case in cases(table)
    if not BRAZE.search(case.values[0]["template"]) and "front_matter" not in case.values[0]
]

pytestmark = pytest.mark.skipif(COMMAND is None, reason="Ruby, liquid or activesupport is not installed")


@pytest.fixture(scope="module")
def ruby() -> Iterator[Oracle]:
    assert COMMAND
    with Oracle(COMMAND) as oracle:
        yield oracle


@pytest.mark.parametrize("case", CASES)
def test_ruby_says_the_same(case: Any, ruby: Oracle) -> None:
    since = tuple(int(part) for part in str(case.get("since", "0")).split("."))
    if ruby.version < since:
        pytest.skip(f"Ruby Liquid has it since {case['since']}")
    data = DEFAULT["data"] | case.get("data", {})
    mode, numbers = case.get("mode", "lax"), case.get("line_numbers", False)
    asked = Case("table", case["template"], data, mode, numbers, case.get("blocks", {}))
    answer = ruby.ask(asked)
    if "text" in case:
        assert (answer.kind, answer.text) == ("text", case["text"])
    else:
        first = case["findings"][0]["says"]
        prefix = "" if first.startswith("Liquid syntax error") else "Liquid syntax error: "
        assert (answer.kind, answer.text) == ("syntax", prefix + first)
