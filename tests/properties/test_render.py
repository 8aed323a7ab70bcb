"""Laws that hold for every template and all data."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Aborted, Failed, Limits, Sent, compile, render
from tests.differential.case import Dice
from tests.differential.generate import case as random_case

NOW = datetime(2024, 3, 5, 14, 7, 9, tzinfo=UTC)
SMALL = Limits(iterations=2_000, steps=5_000, output=20_000, markup=2_000, template=20_000)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.datetimes()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
data = st.dictionaries(st.sampled_from(["v", "w", "a", "h", "s", "n", "items", "x"]), values, max_size=5)
# Liquid-like text: random characters alone would hardly ever make a tag.
pieces = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{{-",
        "-}}",
        "{%-",
        "-%}",
        "${",
        "}",
        "if",
        "endif",
        "elsif",
        "else",
        "for",
        "endfor",
        "in",
        "unless",
        "case",
        "when",
        "endcase",
        "assign",
        "capture",
        "endcapture",
        "raw",
        "endraw",
        "comment",
        "endcomment",
        "liquid",
        "echo",
        "cycle",
        "increment",
        "tablerow",
        "endtablerow",
        "render",
        "include",
        "break",
        "continue",
        "abort_message",
        "connected_content",
        "content_blocks.${x}",
        "custom_attribute.${",
        "|",
        ":",
        ",",
        ".",
        "..",
        "==",
        "!=",
        "<>",
        "<",
        ">",
        "=",
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        "-",
        "1",
        "0",
        "-1",
        "1.5",
        "v",
        "w",
        "a",
        "h",
        "s",
        "n",
        "items",
        "x",
        "first",
        "size",
        "nil",
        "true",
        "blank",
        "empty",
        "and",
        "or",
        "contains",
        "limit",
        "offset",
        "reversed",
        "#",
        "\n",
        "é",
        "\u2028",
        "\x00",
        "upcase",
        "date:",
        "default:",
        "append:",
        "split:",
        "join",
        "map:",
        "where:",
        "sort",
        "plus:",
        "divided_by:",
        "slice:",
        "replace:",
        "json_parse",
        "hmac_sha1_hex:",
        "truncate:",
        "times:",
        "(1..3)",
    ]
)
liquid = (
    st.lists(pieces | st.text(max_size=3), max_size=30).map(" ".join)
    | st.lists(pieces, max_size=30).map("".join)
    | st.text(max_size=60)
)
generous = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@generous
@given(liquid, data, st.sampled_from(["lax", "warn", "strict"]))
def test_no_text_and_no_data_make_render_raise(source: str, variables: dict[str, Any], mode: str) -> None:
    assert isinstance(render(source, data=variables, now=NOW, mode=mode), Sent | Aborted | Failed)


@generous
@given(st.integers(min_value=0), data)
def test_no_plausible_template_makes_render_raise(seed: int, variables: dict[str, Any]) -> None:
    case = random_case(seed, 0)
    assert isinstance(
        render(case.template, data=case.data | variables, now=NOW, mode=case.mode), Sent | Aborted | Failed
    )


@generous
@given(st.integers(min_value=0), data)
def test_output_stays_within_its_limit(seed: int, variables: dict[str, Any]) -> None:
    case = random_case(seed, 0)
    outcome = compile(case.template, limits=SMALL).render(data=case.data | variables, now=NOW)
    assert not isinstance(outcome, Sent) or len(outcome.text.encode("utf-8", "surrogatepass")) <= SMALL.output


@generous
@given(liquid, st.sampled_from(["lax", "warn", "strict"]))
def test_findings_point_into_the_source(source: str, mode: str) -> None:
    outcome = render(source, now=NOW, mode=mode)
    findings = outcome.findings if isinstance(outcome, Failed) else ()
    for finding in findings:
        assert finding.span is None or 0 <= finding.span.start <= finding.span.end <= len(source)
        assert finding.message


@generous
@given(st.integers(min_value=0))
def test_every_failure_has_a_place(seed: int) -> None:
    case = random_case(seed, Dice(seed).randint(0, 10**6))
    outcome = render(case.template, data=case.data, now=NOW, mode=case.mode, content_blocks=case.partials)
    for place in [*outcome.findings] if isinstance(outcome, Failed) else [*outcome.errors]:
        assert place.span is not None
        assert 0 <= place.span.start <= place.span.end <= len(place.span.source.text)


@generous
@given(st.text().filter(lambda text: "{{" not in text and "{%" not in text and "<!--" not in text))
def test_text_without_liquid_comes_back_as_it_was(source: str) -> None:
    assert render(source) == Sent(source)


@generous
@given(liquid, data)
def test_the_same_input_gives_the_same_output(source: str, variables: dict[str, Any]) -> None:
    first, second = (render(source, data=variables, now=NOW) for _ in range(2))
    assert repr(first) == repr(second)


@generous
@given(liquid, data)
def test_a_traced_render_gives_the_same_text(source: str, variables: dict[str, Any]) -> None:
    plain, traced = (render(source, data=variables, now=NOW, trace=trace) for trace in (False, True))
    assert repr(plain) == repr(traced)
