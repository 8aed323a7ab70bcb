"""A value stands in its place and changes nothing else, or it is refused; it is never shown where it is refused."""

from __future__ import annotations

from dataclasses import fields as fields_of_class
from dataclasses import is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Failed, Sent, render
from braze_liquid_sim.dialect.parser import parse
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.fitting import misfits
from braze_liquid_sim.export.units import unit_of
from braze_liquid_sim.export.values import Environment, values_for
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import source_of
from braze_liquid_sim.workspace.parameters import filled

HEAD = """\
---
parameters:
  a: {example: first, from: {env: A}}
  b: {type: secret, example: second, from: {env: B}}
  n: {type: integer, example: 7, from: {env: N}}
---
"""

PLACES = (
    "[[ a ]]",
    "[[b]]",
    "{{ '[[ a ]]' }}",
    '{{ "[[ b ]]" }}',
    "{{ x | append: '[[a]]' | hmac_sha1_hex: '[[ b ]]' }}",
    "{% assign y = 'k[[ a ]]k' %}",
    "{% if x == '[[ b ]]' %}1{% else %}[[ a ]]{% endif %}",
    "{{ 5 | plus: [[ n ]] }}",
    "{% for i in (1..[[ n ]]) %}{{ i }}{% endfor %}",
    '{"k":"[[ a ]]","n":[[ n ]]}',
    "https://x.example/[[ a ]]?[[b]]=1",
    "{{ ${first_name} | default: '[[ a | upper ]]' }}",
    "{% capture z %}[[ b | replace('e', 'E') ]]{% endcapture %}{{ z }}",
    "{% raw %}[[ a ]]{% endraw %}",
    "{% liquid\n assign w = '[[ a ]]'\n echo w %}",
    "[[['[[ a ]]']]]",
)

OTHERS = st.sampled_from(
    ("\n", "\r\n", " ", "Hi {{${first_name}}}", "{%- assign x = 'q' -%}", "서울", "[ [a] ]", "<p>")
)

templates = st.lists(st.one_of(st.sampled_from(PLACES), OTHERS), min_size=1, max_size=6).map("".join)

awkward = st.text(alphabet="ab'\"\\{}%$|:,.[]()<>&-= \n\r\t#é김5", min_size=1, max_size=8)
plain = st.text(alphabet="abcXYZ019_.-é김&/+=~", min_size=1, max_size=8)


def outline(item: Any) -> Any:
    """A tree without its offsets."""
    if is_dataclass(item):
        names = [one.name for one in fields_of_class(item) if one.name not in ("start", "end")]
        return (item.__class__.__name__, *(outline(getattr(item, name)) for name in names))
    if isinstance(item, list | tuple):
        return [outline(one) for one in item]
    return repr(item)


def tree(source: Source) -> Any:
    parsed = parse(source)
    return outline(parsed.body), [error.message for error in parsed.errors]


def told(outcome: Any) -> Any:
    """What was sent, or what is wrong, wherever it stands."""
    return [one.message for one in outcome.findings] if isinstance(outcome, Failed) else outcome.text


def accepted(source: Source, values: dict[str, str]) -> bool:
    """Whether an export takes the values."""
    variables = {name.upper(): value for name, value in values.items()}
    try:
        values_for([source], Environment("x", {}, variables))
    except UsageError:
        return False
    return not list(misfits(source, values))


@settings(max_examples=400, deadline=None)
@given(text=templates, a=st.one_of(plain, awkward), b=st.one_of(plain, awkward), n=st.integers(-9, 99).map(str))
def test_what_is_pasted_is_read_as_the_source_with_its_values(text: str, a: str, b: str, n: str) -> None:
    source, values = source_of(HEAD + text, "t"), {"a": a, "b": b, "n": n}
    if not accepted(source, values):
        return
    [pasted] = unit_of(source, "t", values).texts
    assert tree(Source(pasted.text)) == tree(filled(source, values))
    assert told(render(pasted.text)) == told(render(filled(source, values)))


@settings(deadline=None)
@given(text=templates, a=plain, b=plain, n=st.integers(1, 99).map(str))
def test_what_holds_no_mark_of_anything_is_taken(text: str, a: str, b: str, n: str) -> None:
    source = source_of(HEAD + text, "t")
    if not tree(source)[1]:
        assert accepted(source, {"a": a, "b": b, "n": n})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("{{ '[[ a ]]' }}", ["it's", "a' | upcase | append: '"]),
        ('{{ "[[ a ]]" }}', ['5" x', '"']),
        ("{{ '[[ a | upper ]]' }}", ["it's"]),
        ('{"k":"[[ a ]]"}', ['x","admin":"1', "back\\slash"]),
        ('{"k":[[ a ]]}', ["1,admin:1", "x", "[1]", "1}"]),
        ('{"q\\"":{{ x }},"k":[[ a ]]}', ["1,admin:1"]),
        ('{"k":[[ n ]]}', ["1.", "01x"]),
        ('<a href="[[ a ]]">x</a>', ['" onclick="x', "<b>"]),
        ("[[ a ]]", ["{{ x }}", "{% x %}", "${x}", "a\nb", "a\rb", "a\tb", " a", "a ", "\x7f", "{%", "}}"]),
        ("{% if x == [[ a ]] %}1{% endif %}", ["a and b", "'", "a == b", "5"]),
        ("{[[ a ]]", ["{x}}"]),
        ("{{ 5 | plus: [[ n ]] }}", ["5.5", "x", "5 | times: 2"]),
    ],
)
def test_what_would_break_its_place_is_refused(text: str, values: list[str]) -> None:
    source = source_of(HEAD + text, "t")
    for value in values:
        given_values = {"a": "first", "b": "other", "n": "7"} | {"n" if "[[ n" in text else "a": value}
        assert not accepted(source, given_values), value


@pytest.mark.parametrize(
    ("text", "value", "sent"),
    [
        ("{{ '[[ a ]]' }}", '5" screen', '5" screen'),
        ('{"k":[[ a ]],"n":[[ n ]]}', "true", '{"k":true,"n":7}'),
        ("[[ a ]]", "it's 5\" or \\", "it's 5\" or \\"),
        ("{{ '[[ a | upper ]]' }} [[ a ]]", "abc", "ABC abc"),
        ("{% if 'x' == '[[ a ]]' %}1{% endif %}", "x", "1"),
        ('<p title="[[ a ]]">', "it is & so", '<p title="it is & so">'),
    ],
)
def test_what_fits_is_taken_as_it_is(text: str, value: str, sent: str) -> None:
    source = source_of(HEAD + text, "t")
    values = {"a": value, "b": "other", "n": "7"}
    assert accepted(source, values)
    assert render(unit_of(source, "t", values).texts[0].text) == Sent(sent)


def refusal(type_: str, value: str) -> str:
    head = f"---\nparameters:\n  a: {{type: {type_}, example: 'x', from: {{env: A}}}}\n---\n[[ a ]]"
    with pytest.raises(UsageError) as caught:
        values_for([source_of(head, "t")], Environment("x", {}, {"A": value}))
    return caught.value.message


@pytest.mark.parametrize(
    ("type_", "value", "why"),
    [
        ("url", "ftp://gh0st", "is no URL with http(s)://"),
        ("url", "https://gh0st x", "is no URL with http(s)://"),
        ("url", "https://[gh0st", "is no URL"),
        ("id", "gh0st/x", "is no id: letters, digits, '.', '_' and '-'"),
        ("integer", "gh0st", "is no whole number"),
        ("secret", "gh0st\n", "holds a line break or another control character"),
        ("secret", " gh0st", "begins or ends with a blank"),
        ("secret", "gh0st{{x}}", "holds a mark of Liquid: {{, {%, ${ or their ends"),
        ("secret", "x", "has the value of its example, which is no secret"),
    ],
)
def test_a_value_that_is_refused_is_not_shown(type_: str, value: str, why: str) -> None:
    message = refusal(type_, value)
    assert message == f"the parameter a {why} (t)"
    assert "gh0st" not in message


def test_all_that_is_missing_is_told_at_once() -> None:
    head = "---\nparameters:\n  a: {example: x}\n  b: {example: x, from: {dotenv: B}}\n  c: {example: x, type: secret, "
    sources = [source_of(head + "from: {env: C}}\n---\n", name) for name in ("one", "two")]
    with pytest.raises(UsageError) as caught:
        values_for(sources, Environment("prod", {"a": ["no text"]}))
    assert caught.value.message.split("\n") == [
        "the parameter a is neither a text nor a whole number (one, two)",
        "the parameter b has no value: B is not in .env (one, two)",
        "the parameter c has no value: C is neither an environment variable nor in .env (one, two)",
    ]
    assert "--redact" in caught.value.help


def test_a_variable_goes_before_the_same_key_in_dotenv() -> None:
    source = source_of(HEAD, "t")
    dotenv = {"A": "file", "B": "file", "N": "1"}
    values = values_for([source], Environment("x", {}, {"A": "process", "B": ""}, dotenv))
    assert values["t"] == {"a": "process", "b": "file", "n": "1"}
