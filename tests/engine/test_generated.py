"""What may be relied on in the generated code, whatever it looks like."""

from __future__ import annotations

import ast

import pytest

from braze_liquid_sim import Aborted, Sent, compile

LOOP = "{% for i in l %}{{ i }}{% endfor %}"


def functions(template: str, **options: object) -> dict[str, ast.FunctionDef]:
    """The functions of a template's module, by name."""
    tree = ast.parse(compile(template, **options).python_source)  # type: ignore[arg-type]
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_source_is_python_that_can_be_read() -> None:
    source = compile("Hi {{${first_name}}}!").python_source
    ast.parse(source)
    assert "first_name" in source
    assert max(map(len, source.splitlines())) < 200


def test_a_straight_template_is_one_function_without_a_handler() -> None:
    [render] = functions("Hi {{${first_name}}}, you have {{ n }} points.").values()
    kinds = {type(node) for node in ast.walk(render)}
    assert ast.JoinedStr in kinds
    assert not kinds & {ast.Try, ast.For, ast.While, ast.FunctionDef} - {type(render)}


def test_constants_are_worked_out_before() -> None:
    template = compile("{{ 'a b' | upcase | split: ' ' | last }}{% if 1 == 1 %}yes{% endif %}")
    assert template.render() == Sent("Byes")
    assert "upcase" not in template.python_source
    assert "if" not in {type(node).__name__.lower() for node in ast.walk(ast.parse(template.python_source))}


def test_a_loop_is_a_loop_of_pythons() -> None:
    [render] = functions(LOOP).values()
    assert sum(isinstance(node, ast.For) for node in ast.walk(render)) == 1


def test_what_cannot_be_reached_is_not_written() -> None:
    assert "unreachable" not in compile("{% if false %}unreachable{% endif %}").python_source


def test_a_template_that_cannot_be_parsed_has_no_source() -> None:
    assert compile("{{ x }").python_source == ""


def test_the_same_template_gives_the_same_source() -> None:
    template = "{{${first_name}}}{% assign v = x | upcase %}{{ v }}" + LOOP
    assert compile(template).python_source == compile(template).python_source


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("line_numbers", [False, True])
def test_options_do_not_change_the_text(trace: bool, line_numbers: bool) -> None:
    template = compile("{% assign v = 'x' | upcase %}{{ v }}" + LOOP, trace=trace, line_numbers=line_numbers)
    outcome = template.render(data={"l": [1, 2]})
    assert isinstance(outcome, Sent)
    assert outcome.text == "X12"


def test_renders_do_not_share_anything() -> None:
    template = compile(
        "{% assign v = v | append: 'x' %}{{ v }}{% increment c %}{% cycle 'a', 'b' %}"
        "{% ifchanged %}!{% endifchanged %}{% if stop %}{% abort_message('stop') %}{% endif %}"
    )
    data = {"v": "d"}
    first = template.render(data=data)
    assert isinstance(template.render(data={"stop": True}), Aborted)
    assert template.render(data=data) == first == Sent("dx0a!")
    assert data == {"v": "d"}


def test_a_render_leaves_user_and_data_as_they_were() -> None:
    user = {"custom_attributes": {"l": [{"t": {"$time": "2024-03-05"}}, {"n": 2}]}, "apps": [{"last_used": "2024"}]}
    data = {"c": 5, "l": [[3, 1], [2]]}
    before = repr((user, data))
    template = compile(
        "{{custom_attribute.${l}[0].t}}{{${last_used_app_date}}}{% increment c %}{{ l | sort | reverse | join: '-' }}"
        "{% assign m = l | concat: l %}{{ m | size }}"
    )
    assert isinstance(template.render(user, data=data), Sent)
    assert repr((user, data)) == before
