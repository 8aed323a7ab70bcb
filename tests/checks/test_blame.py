"""Who wrote a character: through captures, variables, loops and content blocks, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.message import open_message
from braze_liquid_sim.workspace import User, source_of

NOW = datetime(2026, 3, 5, tzinfo=UTC)
USER: dict[str, Any] = {
    "first_name": "Jane",
    "last_name": "Doe",
    "custom_attributes": {"tags": ["red", "blue"], "city": "Oslo"},
}


def case_of(text: str, blocks: dict[str, str] | None = None) -> Case:
    source = source_of(text, "template", "message")
    known: dict[str, Any] = {name: source_of(one, name, "content_block") for name, one in (blocks or {}).items()}
    message = open_message(source, content_blocks=known, trace=True)
    file = File(source, Project(NOW.date(), known))
    user = User("user", USER)
    return Case(file, user, message.render(user, now=NOW), NOW, lambda one, _: message.render(one, now=NOW), Tree(file))


@pytest.mark.parametrize(
    ("template", "needle", "written", "names"),
    [
        pytest.param("Hi {{ ${first_name} }}!", "Jane", "{{ ${first_name} }}", ["${first_name}"], id="an output"),
        pytest.param("Hi {{ ${first_name} }}!", "!", "!", [], id="the template's own text"),
        pytest.param(
            "{% assign n = ${first_name} | upcase %}{{ n }}", "JANE", "{{ n }}", ["${first_name}"], id="a variable"
        ),
        pytest.param(
            "{% assign l = ${last_name} %}{% assign n = ${first_name} | append: l %}{{ n }}",
            "Doe",
            "{{ n }}",
            ["${first_name}", "${last_name}"],
            id="an argument",
        ),
        pytest.param(
            "{% capture c %}a{{ ${last_name} }}b{% endcapture %}{{ c }}",
            "Doe",
            "{{ ${last_name} }}",
            ["${last_name}"],
            id="inside a capture",
        ),
        pytest.param(
            "{% capture c %} {{ ${last_name} }} {% endcapture %}{% assign d = c | strip %}{{ d }}",
            "Doe",
            "{{ ${last_name} }}",
            ["${last_name}"],
            id="a capture, stripped",
        ),
        pytest.param(
            "{% capture c %}{{ ${last_name} }}{% endcapture %}{{ c | upcase }}",
            "DOE",
            "{{ c | upcase }}",
            ["${last_name}"],
            id="a capture, changed",
        ),
        pytest.param(
            "{% assign x = ${first_name} %}{{ x }}{% assign x = ${last_name} %}{{ x }}",
            "Doe",
            "{{ x }}",
            ["${last_name}"],
            id="set again",
        ),
        pytest.param(
            "{% for t in custom_attribute.${tags} %}{{ t }} {% endfor %}",
            "blue",
            "{{ t }}",
            ["custom_attribute.${tags}"],
            id="a loop",
        ),
        pytest.param(
            "{% liquid\nassign c = custom_attribute.${city}\necho c\n%}",
            "Oslo",
            "echo c",
            ["custom_attribute.${city}"],
            id="liquid",
        ),
    ],
)
def test_blame(template: str, needle: str, written: str, names: list[str]) -> None:
    case = case_of(template)
    blame = case.blame("body", case.text("body").index(needle))
    assert blame.span
    assert blame.span.text == written
    assert list(blame.attributes) == names
    assert blame.own == (not names)


def test_a_content_block_is_its_own_file() -> None:
    case = case_of(
        "{% assign who = ${first_name} %}{{ content_blocks.${hello} }}",
        {"hello": "Hello\n{{ who }}, {{ ${last_name} }}"},
    )
    blame = case.blame("body", case.text("body").index("Jane"))
    assert blame.span
    assert (blame.span.source.name, blame.span.line, blame.span.text) == ("hello", 2, "{{ who }}")
    assert [(one.span.source.name, one.span.text) for one in blame.related] == [("template", "${first_name}")]


def test_every_field_has_its_own_trace() -> None:
    case = case_of(
        "---\nsubject: 'For {{ ${first_name} }}'\ntitle: '{{ ${last_name} }}'\n---\nHello {{ ${first_name} }}"
    )
    assert set(case.delivery.traces) == {"subject", "title", "body"}
    assert list(case.texts) == ["subject", "title", "body"]
    blame = case.blame("subject", 4)
    assert blame.span
    assert blame.span.line == 2
    assert case.blame("title", 0).names == "${last_name}"


def test_a_message_that_ends_has_no_text() -> None:
    case = case_of("---\nsubject: Hello\n---\n{% abort_message('no') %}")
    assert case.texts == {}
    assert list(case.delivery.traces) == ["subject"]
