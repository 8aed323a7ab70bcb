"""Parameters: examples in what is rendered, spans in what is written, and errors that say which parameter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim import Failed, Sent, render
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import open_message
from braze_liquid_sim.model import Source, Span
from braze_liquid_sim.workspace import source_of
from braze_liquid_sim.workspace.parameters import declared, filled, is_filled, uses

HEAD = """\
---
parameters:
  secret:
    type: secret
    description: signs links
    example: not-a-secret
    from: {env: SECRET}
  host:
    example: x.example
---
"""


def test_the_examples_are_rendered() -> None:
    source = source_of(HEAD + "{{ 'a' | append: '[[ secret ]]' }} [[host]] [[ host | upper ]]", "t")
    assert render(source) == Sent("anot-a-secret x.example X.EXAMPLE")


def test_other_values_can_be_filled_in() -> None:
    source = filled(source_of(HEAD + "[[ host ]]", "t"), {"host": "y.example", "secret": "s"})
    assert render(source) == Sent("y.example")


def test_a_mistake_behind_a_parameter_is_shown_where_it_is_written() -> None:
    source = source_of(HEAD + "[[ host ]]\n[[ host ]] {% nope %}", "t")
    outcome = render(source)
    assert isinstance(outcome, Failed)
    assert (outcome.finding.line, outcome.finding.column) == (12, 12)
    assert outcome.finding.span is not None
    assert outcome.finding.span.text == "{% nope %}"


def test_a_mistake_in_a_parameter_is_the_whole_parameter() -> None:
    text = "---\nparameters:\n  a: {example: '{% nope %}'}\n---\nx[[ a ]]y"
    outcome = render(source_of(text, "t"))
    assert isinstance(outcome, Failed)
    assert outcome.finding.span is not None
    assert outcome.finding.span.text == "[[ a ]]"


def test_fields_of_the_front_matter_have_parameters_too() -> None:
    text = "---\nurl: 'https://[[ host ]]/a'\nheaders:\n  X: Bearer [[ token ]]\nparameters:\n"
    text += "  host: {example: x.example}\n  token: {example: abc}\n---\n[[ host ]]"
    delivery = open_message(source_of(text, "t", "webhook")).render()
    assert delivery.request is not None
    assert delivery.request.url == "https://x.example/a"
    assert delivery.request.headers == {"X": "Bearer abc"}
    assert delivery.request.body == "x.example"


def test_a_note_for_people_declares_nothing() -> None:
    source = source_of("---\nparameters:\n  a: what it is for\n---\n[[ a ]]", "t")
    assert declared(source) == {}
    assert render(source) == Sent("[[ a ]]")


def test_brackets_that_are_no_parameters_stay() -> None:
    source = source_of(HEAD + '[["a"],["b"]] {{ x[y[0]] }} [ [ host ] ]', "t")
    assert render(source) == Sent('[["a"],["b"]]  [ [ host ] ]')


def test_a_declaration_is_read() -> None:
    secret, host = declared(source_of(HEAD, "t")).values()
    assert (secret.name, secret.type, secret.origin, secret.key) == ("secret", "secret", "env", "SECRET")
    assert secret.secret
    assert (host.type, host.origin, host.key, host.secret) == ("text", "setting", "host", False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("parameters:\n  a: {exmple: x}\n---\n", "t:3: the parameter a: unknown key 'exmple'"),
        ("parameters:\n  a: {type: txt, example: x}\n---\n", "t:3: the parameter a: unknown type 'txt'"),
        ("parameters:\n  a: {type: text}\n---\n", "t:3: the parameter a: it has no example"),
        ("parameters:\n  a: {example: x, from: {vault: y}}\n---\n", "t:3: the parameter a: from: names no place"),
        ("parameters:\n  a: {example: x}\n---\n[[ b ]]", "t:5:1: [[ b ]] is no parameter of this template"),
        (
            "parameters:\n  a: {example: x}\n---\n[[ a | nope ]]",
            "t:5:1: [[ a | nope ]] cannot be filled in: No filter named 'nope'.",
        ),
        (
            "url: '[[ b ]]'\nparameters:\n  a: {example: x}\n---\n",
            "t:2:7: [[ b ]] is no parameter of this template",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_message(source_of("---\n" + text, "t"))
    assert caught.value.message == message
    assert caught.value.help


def test_a_filter_cannot_reach_out_of_the_sandbox() -> None:
    with pytest.raises(UsageError):
        source_of("---\nparameters:\n  a: {example: x}\n---\n[[ a | attr('__class__') | attr('mro') ]]", "t")


def test_the_places_of_parameters_are_known() -> None:
    source = source_of(HEAD + "ab[[ host ]]cd", "t")
    [use] = [use for use in uses(source) if use.start > source.body_start]
    assert source.text[use.start : use.end] == "[[ host ]]"
    assert is_filled(Span(source, use.start - 2, use.start + 1))
    assert not is_filled(Span(source, use.start - 2, use.start))


@given(
    before=st.text(alphabet="ab[] \n\r\u00e9", max_size=10),
    value=st.text(min_size=1, max_size=5),
    after=st.text(max_size=9),
)
def test_every_character_has_its_place(before: str, value: str, after: str) -> None:
    text = HEAD + before + "[[ host ]]" + after
    source: Source = filled(source_of(text, "t"), {"host": value, "secret": "s"})
    template = source.template
    places = [source.origin(at) for at in range(len(template) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert all(text[place] == char for place, char in zip(places[: len(before)], template, strict=False))
