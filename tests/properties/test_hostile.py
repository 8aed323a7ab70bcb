"""Templates and data made to hang or crash: each ends with a clear answer, within its limits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from braze_liquid_sim import Failed, Limits, Sent, compile, render

SMALL = Limits(iterations=10_000, steps=20_000, output=100_000)
"""What the templates below would need is far beyond the default limits too; these keep the tests quick."""


def failed_for(outcome: Any, limit: str) -> bool:
    """Whether the outcome is a failure that names the limit."""
    return isinstance(outcome, Failed) and limit in outcome.finding.message


SYNTAX = {
    "ten million brackets": "{{ a" + "[" * 10_000_000,
    "ten million nested brackets": "{{ a" + "[" * 5_000_000 + "]" * 5_000_000 + " }}",
    "ten megabytes of text": "x" * 10_000_000,
    "ten megabytes of outputs": "{{ a }}" * 1_500_000,
    "an index in an index, 500 deep": "{{ " + "a[" * 500 + "1" + "]" * 500 + " }}",
    "parentheses, 100,000 deep": "{{ " + "(" * 100_000 + ")" * 100_000 + " }}",
    "3,000 ands": "{% if " + " and ".join(["true"] * 3000) + " %}y{% endif %}",
    "3,000 ors of comparisons": "{% if " + " or ".join(["a == 1"] * 3000) + " %}y{% endif %}",
    "3,000 filters": "{{ 'a' " + "| append: 'b' " * 3000 + "}}",
    "3,000 arguments": "{{ 'a' | append: " + ", ".join(["1"] * 3000) + " }}",
    "3,000 steps of a path": "{{ a" + ".b" * 3000 + " }}",
    "a path of 20,000 brackets": "{{ a" + "['b']" * 20_000 + " }}",
    "200 nested ifs": "{% if true %}" * 200 + "x" + "{% endif %}" * 200,
    "100,000 unclosed ifs": "{% if true %}" * 100_000,
    "100,000 stray ends": "{% endif %}" * 100_000,
    "5,000 branches": "{% if false %}" + "{% elsif false %}" * 5000 + "{% endif %}",
    "5,000 whens": "{% case 1 %}" + "{% when 2 %}x" * 5000 + "{% endcase %}",
    "200 nested loops": "{% for i in (1..2) %}" * 200 + "{% endfor %}" * 200,
    "99 nested loops of none": "{% for i in (2..1) %}" * 99 + "{% endfor %}" * 99,
    "100,000 opening braces": "{{" * 100_000,
    "100,000 opening tags": "{%" * 100_000,
    "100,000 opening names": "${" * 100_000 + "{{" + "${" * 100_000,
    "100,000 quotes": "{{ " + "'" * 100_001 + " }}",
    "a long number": "{{ " + "9" * 90_000 + " }}",
    "a long name": "{{ " + "a" * 90_000 + " }}",
    "a long blank": "{{ a" + " " * 90_000 + "| upcase }}",
    "many bars": "{{ a " + "|" * 90_000 + " }}",
    "many dots": "{{ " + "." * 90_000 + " }}",
    "many commas": "{% cycle " + "," * 90_000 + " %}",
    "comments in comments": "{% comment %}" * 5000 + "{% endcomment %}" * 5000,
    "raw without an end": "{% raw %}" * 100_000,
    "HTML comments without an end": "<!--" * 100_000,
    "lines of liquid": "{% liquid\n" + "if true\n" * 5000 + "%}",
    "liquid in liquid": "{% " + "liquid " * 5000 + "%}",
}


@pytest.mark.parametrize("source", SYNTAX.values(), ids=SYNTAX.keys())
def test_hostile_markup(source: str) -> None:
    outcome = compile(source, limits=SMALL).render(data={"a": 1})
    assert isinstance(outcome, Sent | Failed)
    if isinstance(outcome, Failed):
        assert outcome.finding.message


GREEDY = {
    "a huge range joined": ("{{ (1..99999999) | join }}", "iterations"),
    "a huge range printed": (
        "{% assign r = (1..99999999999999) %}{{ r | size }}{{ r | reverse | first }}",
        "iterations",
    ),
    "a huge range walked": ("{% for i in (1..99999999) %}{% endfor %}", "iterations"),
    "a huge range walked backwards": ("{% for i in (1..99999999) reversed %}{% endfor %}", "iterations"),
    "a huge table": ("{% tablerow i in (1..99999999) %}{% endtablerow %}", "iterations"),
    "loops in loops": ("{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}", "steps"),
    "empty loops in loops": (
        "{% for i in (1..9000) %}{% for j in (1..9000) %}{% if i %}{% endif %}{% endfor %}{% endfor %}",
        "steps",
    ),
    "a doubled variable": ("{% assign x = 'xxxxxxxxxx' %}" + "{% assign x = x | append: x %}" * 40, "output"),
    "a doubled capture": (
        "{% assign x = 'xxxxxxxxxx' %}" + "{% capture x %}{{ x }}{{ x }}{% endcapture %}" * 40,
        "output",
    ),
    "a variable replaced by itself": (
        "{% assign x = 'xxxxxxxxxx' %}" + "{% assign x = x | replace: 'x', x %}" * 8,
        "output",
    ),
    "a doubled array": (
        "{% assign a = '1,2,3' | split: ',' %}" + "{% assign a = a | concat: a %}" * 40 + "{{ a | join }}",
        "",
    ),
    "an array of itself": ("{% assign a = '1,2,3' | split: ',' %}" + "{% assign a = a | join: a %}" * 40, ""),
    "a long output": ("{% for i in (1..9000) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}", "output"),
    "a wide date": ("{{ 0 | date: '%999999999Y' }}", ""),
    "a huge product": ("{% assign n = 9999999999 %}" + "{% assign n = n | times: n %}" * 40, ""),
    "a huge rounding": ("{{ 1.5 | round: 999999999 }}{{ 15 | round: -999999999 }}", ""),
}


@pytest.mark.parametrize(("source", "limit"), GREEDY.values(), ids=GREEDY.keys())
def test_greedy_templates(source: str, limit: str) -> None:
    outcome = compile(source, limits=SMALL).render()
    if limit:
        assert failed_for(outcome, limit), outcome
    else:
        assert isinstance(outcome, Sent | Failed)


def test_a_recursive_block_ends() -> None:
    outcome = render("{% include 'p' %}", content_blocks={"p": "{% include 'p' %}"})
    assert isinstance(outcome, Sent | Failed)


def deep(depth: int) -> Any:
    """An array in an array in an array."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def chain(depth: int) -> Any:
    """A hash in a hash in a hash."""
    value: Any = {}
    for _ in range(depth):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "expression",
    [
        "v",
        "v | join",
        "v | size",
        "v | append: ''",
        "v | first",
        "v | sort",
        "v | uniq",
        "v | compact",
        "v | json_escape",
        "v | as_json_string",
        "v | map: 'a'",
        "v | sum",
        "v | reverse",
        "v | concat: v",
        "v | where: 'a'",
    ],
)
@pytest.mark.parametrize("value", [deep(5000), chain(5000)], ids=["arrays", "hashes"])
def test_deep_data(expression: str, value: Any) -> None:
    assert isinstance(render(f"{{{{ {expression} }}}}", data={"v": value}), Sent | Failed)


@pytest.mark.parametrize("condition", ["v == w", "v contains w", "v == blank", "v < w"])
def test_deep_comparison(condition: str) -> None:
    outcome = render(f"{{% if {condition} %}}y{{% endif %}}", data={"v": deep(5000), "w": deep(5000)})
    assert isinstance(outcome, Sent | Failed)


def test_deep_json_text() -> None:
    source = "{% assign x = v | json_parse %}{{ x }}"
    assert isinstance(render(source, data={"v": "[" * 100_000 + "]" * 100_000}), Sent | Failed)


def test_a_value_that_holds_itself() -> None:
    value: list[Any] = [1]
    value.append(value)
    for expression in ("v", "v | join", "v | append: ''", "v | sort", "v | as_json_string"):
        assert isinstance(render(f"{{{{ {expression} }}}}", data={"v": value}), Sent | Failed)


def test_wide_data() -> None:
    value = json.loads(json.dumps({f"k{n}": n for n in range(100_000)}))
    assert isinstance(render("{{ v }}{% for p in v %}{{ p[0] }}{% endfor %}", data={"v": value}), Sent | Failed)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "\ufeff", "\U0010ffff"])
def test_strange_characters(text: str) -> None:
    for source in (
        text,
        "{{ '" + text + "' | upcase | url_encode }}",
        "{{ v | base64_encode }}{{ v | hmac_sha1_hex: v }}",
    ):
        assert isinstance(render(source, data={"v": text}), Sent | Failed)
