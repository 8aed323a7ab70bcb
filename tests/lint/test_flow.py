"""What the walk through a field knows, by the table ``flow.yaml``; and of blocks that call each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.meaning.value import EVERYWHERE, GAP
from braze_liquid_sim.workspace import source_of
from tests.tables import cases


def field_of(text: str, kind: str = "message", **blocks: str) -> Field:
    sources = {name: source_of(block, name, "content_block") for name, block in blocks.items()}
    return File(source_of(text, "template", kind), Project(date(2026, 3, 5), sources, bool(blocks))).fields["body"]


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "flow.yaml"))
def test_table(case: dict[str, Any]) -> None:
    field = field_of(case["template"])
    value = field.flow.value(field.outputs[-1].expression)
    assert [origin.name for origin in value.origins] == case.get("origins", [])
    assert value.blankable == case.get("missing", False)
    assert value.tested == case.get("tested", True)
    assert value.clock == case.get("clock", "")
    assert value.varies == case.get("varies", False)
    if value.origins and value.kind != "time":
        assert sorted(value.safe) == case.get("safe", [])
    else:
        assert value.safe == EVERYWHERE
    if "kind" in case:
        assert value.kind == case["kind"]
    if "shape" in case:
        assert value.shape.replace(GAP, "_") == case["shape"]
    if "state" in case:
        assert field.flow.reads[-1].state == case["state"]


def test_a_block_reads_what_the_message_sets_and_sets_what_the_message_reads() -> None:
    field = field_of(
        "{% assign a = 1 %}{{content_blocks.${b}}}{{ out }}",
        b="{% if c == blank %}{% abort_message('x') %}{% endif %}{% assign out = a %}{{ d | default: 1 }}",
    )
    [call] = field.flow.calls
    assert call.missing == ("c",)
    assert [read.state for read in field.flow.reads] == ["set"]
    assert all(write.used for write in field.flow.writes)


def test_blocks_that_call_each_other_end() -> None:
    field = field_of("{{content_blocks.${a}}}", a="{{content_blocks.${b}}}", b="{{content_blocks.${a}}}")
    assert [call.name for call in field.flow.calls] == ["a"]


def test_a_block_of_which_nothing_is_known_may_set_everything() -> None:
    field = field_of("{{content_blocks.${a}}}{{ x }}")
    assert field.flow.opaque
    assert [read.state for read in field.flow.reads] == ["maybe"]


def test_a_name_that_is_only_asked_for_is_no_careless_read() -> None:
    flow = field_of("{% if a == blank %}x{% endif %}{% if b == 'y' %}x{% endif %}").flow
    assert [(read.name, read.guarded) for read in flow.reads] == [("a", True), ("b", False)]


def test_a_chain_of_ten_thousand_conditions_is_walked() -> None:
    field = field_of("{% if a " + "or a " * 10_000 + "%}x{% endif %}")
    assert {read.name for read in field.flow.reads} == {"a"}


def test_what_a_block_in_a_block_needs_is_asked_of_the_message() -> None:
    blocks = {"outer": "{% assign b = 1 %}{{content_blocks.${inner}}}", "inner": "{{ a }}{{ b }}{{ c | default: 1 }}"}
    field = field_of("{% assign c = 1 %}{{content_blocks.${outer}}}", **blocks)
    [call] = field.flow.calls
    assert call.missing == ("a",)
    assert all(write.used for write in field.flow.writes)


def test_what_the_front_matter_of_a_block_needs_is_missing_unless_it_is_optional() -> None:
    needs = "---\nneeds:\n  a: the name\n  b: optional\n  user_id: aborts without one\n---\n"
    body = "{{ a | default: 1 }}{{ b }}{{${user_id}}}"
    field = field_of("{{content_blocks.${block}}}", block=needs + body)
    [call] = field.flow.calls
    assert call.missing == ("a",)


def test_what_a_block_sets_on_some_ways_only_may_come_from_the_message() -> None:
    block = "{% if ${language} %}{% assign a = 1 %}{% endif %}{{ a }}"
    field = field_of("{% assign a = 2 %}{{content_blocks.${block}}}", block=block)
    assert all(write.used for write in field.flow.writes)


def test_a_hundred_loops_in_each_other_are_walked() -> None:
    field = field_of("{% for a in b %}" * 90 + "{{ a }}{{ c }}" + "{% endfor %}" * 90)
    assert {read.name for read in field.flow.reads} == {"a", "b", "c"}
