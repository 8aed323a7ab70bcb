"""Comments go, and nothing of what is sent goes with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Failed, render
from braze_liquid_sim.dialect.parser import parse
from braze_liquid_sim.export.minifying import (
    STEPS,
    minified,
    on_one_line,
    proven_steps,
    tightened,
    trimmed,
    uncommented,
)
from braze_liquid_sim.export.stripping import stripped
from braze_liquid_sim.export.units import Unit
from braze_liquid_sim.workspace import source_of

USER = {"first_name": "Ann", "last_name": None}

SUPPRESSION = "{% comment %} braze-liquid: disable-next-line json — no JSON {% endcomment %}"


@pytest.mark.parametrize(
    ("text", "kinds", "left"),
    [
        ("a {% comment %}x{% endcomment %} b", ["liquid"], "a  b"),
        ("a {%- comment %}x{% endcomment -%} b", ["liquid"], "ab"),
        ("a {%- comment -%}x{%- endcomment %} b", ["liquid"], "a b"),
        ("a {% comment %}x{% endcomment %} b", ["html"], "a {% comment %}x{% endcomment %} b"),
        ("a <!-- {{ x }} --> b <!--\n--> c", ["html"], "a  b  c"),
        ("{% raw %}{% comment %}x{% endcomment %}{% endraw %}", ["liquid"], None),
        ("{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d", ["liquid"], "d"),
        ("{% comment %}never closed", ["liquid"], None),
        (f"{SUPPRESSION}\n{{}}", [], "\n{}"),
        (f"---\ndescription: x\n---\n{SUPPRESSION}\r\n{{}}", [], "\r\n{}"),
        (f"{{%- assign a = 1 -%}}\n{SUPPRESSION}\nHi", [], "{%- assign a = 1 -%}\n{% comment %}{% endcomment %}\nHi"),
        (f"{{%- assign a = 1 -%}}\n{SUPPRESSION}\n{{{{- a }}}}", [], "{%- assign a = 1 -%}\n\n{{- a }}"),
        ("<{% comment %}x{% endcomment %}!-- a -->", ["liquid"], "<{% comment %}{% endcomment %}!-- a -->"),
        ("a <!-- b --> {%- comment %}x{% endcomment %}", ["liquid"], "a<!-- b -->"),
        ("{% comment %} braze-liquid is a tool {% endcomment %}", [], None),
    ],
)
def test_what_is_left(text: str, kinds: list[str], left: str | None) -> None:
    assert stripped(source_of(text, "t"), kinds) == (text if left is None else left)


pieces = st.sampled_from(
    (
        " ",
        "\n",
        "\r\n  ",
        "a",
        "{",
        "}",
        "서울",
        "{{ ${first_name} }}",
        "{{- ${last_name}   |  default:  'a  b' -}}",
        "{% comment %} x {% endcomment %}",
        "{%- comment %}{{ y }}{% endcomment -%}",
        "{%-   assign  x = 'q  r' -%}",
        "{% if x == 'q  r' %}",
        "{%- else -%}",
        "{% endif %}",
        "{{ x }}",
        "{% raw %}{%  comment %} {{- z -}} {% endraw %}",
        SUPPRESSION,
        "{%- comment -%}{% comment %} {% endcomment %}{%- endcomment -%}",
        '"a  b"',
        "{%  for i in (1..2)  %}",
        "{%  endfor  %}",
        "{% capture  c %}",
        "{%- endcapture %}",
        "<!-- a -->",
    )
)
texts = st.lists(pieces, max_size=12).map("".join)


def sent(text: str) -> object:
    outcome = render(text, USER)
    return [one.message for one in outcome.findings] if isinstance(outcome, Failed) else outcome


@settings(max_examples=400, deadline=None)
@given(texts)
def test_without_comments_the_same_is_sent(text: str) -> None:
    source = source_of(text, "t")
    if not parse(source).errors:
        assert sent(stripped(source)) == sent(text)
        assert sent(stripped(source, ["liquid"])) == sent(text)
        assert sent(stripped(source, ["html"])) == sent(text)
        assert sent(stripped(source, ["liquid", "html"])) == sent(text)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_what_is_shortened_sends_the_same(text: str) -> None:
    if parse(source_of(text, "t")).errors:
        return
    for step in (uncommented, trimmed, tightened):
        assert sent(step(text)) == sent(text), step.__name__
        assert step(step(text)) == step(text)
    assert sent(minified(text, STEPS)) == sent(text)


def test_a_step_that_is_not_proven_is_left_out() -> None:
    text = "{%- comment -%}x{%- endcomment -%}  a   {{-   b   -}}"
    assert minified(text, proven_steps(text, lambda shorter: "comment" in shorter, STEPS)) == (
        "{%- comment -%}x{%- endcomment -%}a{{- b -}}"
    )
    assert proven_steps("short", lambda shorter: True, STEPS) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n  "a": "b  c",\n  "d": {{ x }}\n}', '{"a":"b  c","d":{{ x }}}'),
        ('[\n{{ x }} ,\n"\\" q"]', '[{{ x }},"\\" q"]'),
        ("Hi  there", "Hi  there"),
        ('{% if x %}\n{"a": 1}\n{% endif %}', '{% if x %}{"a":1}{% endif %}'),
    ],
)
def test_json_is_put_on_one_line(text: str, line: str) -> None:
    assert on_one_line(text) == line


def test_a_call_sets_the_variables_that_a_block_needs() -> None:
    unit = Unit("b", "content_block", (), needs={"one": "x", "two, three": "y", "some words": "z"})
    assert unit.snippet == (
        "{%- assign one = '' -%}\n{%- assign two = '' -%}\n{%- assign three = '' -%}\n{{content_blocks.${b}}}"
    )
