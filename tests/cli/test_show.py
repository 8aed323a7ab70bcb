from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim.cli.show import finding_lines
from braze_liquid_sim.model import Finding, Severity, Source, Span
from braze_liquid_sim.report.drawing import WIDTH


def shown(text: str, start: int, end: int) -> list[str]:
    source = Source(text, "m.liquid")
    return list(finding_lines(Finding("code", "What.", Span(source, start, end), help="Next.")))


@pytest.mark.parametrize(
    ("text", "marked", "line", "caret"),
    [
        pytest.param("{% x %}", "{% x %}", "1 | {% x %}", "  | ^^^^^^^", id="a whole line"),
        pytest.param("a\nb {% x\n%}", "{% x\n%}", "2 | b {% x", "  |   ^^^^", id="only the first of several lines"),
        pytest.param("김민준 x", "x", "1 | 김민준 x", "  |        ^", id="wide characters"),
        pytest.param("e\u0301 x", "x", "1 | e\u0301 x", "  |   ^", id="a combining accent"),
        pytest.param("\ta\tx", "x", "1 | \ta\tx", "  | \t \t^", id="tabs"),
        pytest.param("a\r\nx\r\n", "x", "2 | x", "  | ^", id="carriage returns"),
        pytest.param("\x1b[31mx", "x", "1 | \ufffd[31mx", "  |      ^", id="an escape sequence"),
    ],
)
def test_the_caret_stands_below_its_text(text: str, marked: str, line: str, caret: str) -> None:
    start = text.index(marked)
    lines = shown(text, start, start + len(marked))
    assert lines[3:5] == [line, caret]


def test_the_whole_of_a_finding() -> None:
    assert shown("Hi\n{% x %}\n", 3, 10) == [
        "error[code]: What.",
        " --> m.liquid:2:1",
        "  |",
        "2 | {% x %}",
        "  | ^^^^^^^",
        "  help: Next.",
    ]


def test_a_finding_without_a_place_or_help_still_says_a_next_step() -> None:
    lines = list(finding_lines(Finding("code", "What.", severity=Severity.WARNING)))
    assert lines[0] == "warning[code]: What."
    assert lines[1].startswith("  help: ")


@given(st.text(alphabet=st.sampled_from("a김\t\n\u0301 {%}"), max_size=400), st.data())
def test_any_place_of_any_text_is_shown_in_few_columns(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    *_, line, caret, _ = shown(text, start, end)
    assert "^" in caret
    assert len(line) <= WIDTH + 12
    assert len(caret) <= 2 * WIDTH + 12
