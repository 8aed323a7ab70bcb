"""The fields of a message, and where in the file each of their characters stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from braze_liquid_sim import Sent, UsageError, render
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.places import item_lines, scalars
from braze_liquid_sim.workspace.sources import source_of
from tests.tables import cases


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("fields.yaml")))
def test_a_place_in_a_field_is_a_place_in_the_file(case: dict[str, Any]) -> None:
    """Each template divides by nought somewhere; the error has to point there."""
    source = source_of(f"---\n{case['front_matter']}---\nbody", "w.liquid", "webhook")
    field = dict(fields_of(source))[case.get("field", "url")]
    assert field.template == case["template"]
    outcome = render(field)
    assert isinstance(outcome, Sent)
    [error] = outcome.errors
    assert error.span is not None
    assert error.span.source.text[error.span.start : error.span.end].split() == ["{{", "1", "|", "modulo:0", "}}"]
    assert [error.span.line, error.span.column] == case["at"]


def test_fields_are_named_and_in_order() -> None:
    text = "---\nbody: {a: x, b: 2}\nheaders: {X: y, Z: null}\nsubject: s\nurl: u\nmethod: put\nneeds: {x: y}\n---\n"
    fields = fields_of(source_of(text, "w.liquid", "webhook"))
    assert [name for name, _ in fields] == ["url", "headers.X", "subject", "body.a", "body.b"]
    assert fields.method == "PUT"
    assert fields.pairs["b"].template == "2"
    assert fields.body is None


def test_a_content_block_is_its_body_alone() -> None:
    source = source_of("---\nsubject: s\n---\nx", "b.liquid", "content_block")
    assert [name for name, _ in fields_of(source)] == ["body"]


def test_values_that_yaml_brings_from_elsewhere() -> None:
    text = "---\nbase: &base {A: one}\nurl: u\nheaders:\n  <<: *base\n  B: &two two\n  C: *two\n---\nx"
    fields = fields_of(source_of(text, "w.liquid", "webhook"))
    assert {name: source.template for name, source in fields.headers.items()} == {"A": "one", "B": "two", "C": "two"}


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        ("url: [1]", "w.liquid:2: url is no text"),
        ("url: u\nheaders: x", "w.liquid:3: headers is no object"),
        ("url: u\nheaders: {A: {B: c}}", "w.liquid:3: headers.A is no text"),
        ("url: u\nmethod: PATCH", "w.liquid:3: the method is PATCH"),
        ("url: u\nbody: x", "w.liquid:3: there are two bodies"),
    ],
)
def test_a_wrong_field_is_a_usage_error_with_its_line(front_matter: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        fields_of(source_of(f"---\n{front_matter}\n---\nbody", "w.liquid", "webhook"))
    assert caught.value.message == message
    assert caught.value.help


def test_the_lines_of_the_items_of_a_list() -> None:
    text = "a: 1\ncases:\n- x: 1\n  y: 2\n\n- x: 2\n"
    assert item_lines(text, "cases") == [3, 6]
    assert item_lines(text, "a") == item_lines(text, "none") == item_lines("- 1", "a") == item_lines("", "a") == []


@given(st.text(alphabet=st.sampled_from("ab {%}'\"\\\n\té김:#|>-"), max_size=40), st.sampled_from(["'", '"', "|", ">"]))
def test_every_value_has_a_place_in_the_text_for_each_character(value: str, style: str) -> None:
    from io import StringIO

    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
        SingleQuotedScalarString,
    )

    styles = {"'": SingleQuotedScalarString, '"': DoubleQuotedScalarString, "|": LiteralScalarString}
    written = StringIO()
    YAML().dump({"a": {"key": styles.get(style, FoldedScalarString)(value)}, "z": 1}, written)
    text = written.getvalue()
    found = {scalar.path: scalar for scalar in scalars(text)}["a", "key"]
    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert found.offsets[-1] <= len(text)
    visible = [(char, text[at : at + 1]) for char, at in zip(found.text, found.offsets, strict=False) if char.isalpha()]
    assert all(there in (char, "\\") for char, there in visible)
