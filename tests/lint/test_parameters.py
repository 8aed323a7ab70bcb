"""The example of a parameter is no finding, whatever it looks like; what stands beside it is judged as ever."""

from __future__ import annotations

from datetime import date

import pytest

from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.model import Severity
from braze_liquid_sim.workspace import source_of

TODAY = date(2026, 3, 5)


def codes(text: str, kind: str = "message") -> set[str]:
    return {one.code for one in lint(source_of(text, "t", kind), Project(TODAY)) if one.severity is not Severity.NOTE}


def declared(example: str, text: str) -> str:
    """The text with a parameter in the place of the example."""
    quoted = example.replace("'", "''")
    return f"---\nparameters:\n  a: {{type: text, example: '{quoted}'}}\n---\n{text.replace(example, '[[ a ]]')}"


@pytest.mark.parametrize(
    ("example", "text", "code"),
    [
        ("Project_Secret", "{{ 'x' | hmac_sha1_hex: 'Project_Secret' }}", "placeholder"),
        ("aB3dE6gH9kLmNoPq", "{{ 'x' | hmac_sha1_hex: 'aB3dE6gH9kLmNoPq' }}", "secret-in-template"),
        ("https://pub1.pskt.io/c/ww0jir", "{% assign u = 'https://pub1.pskt.io/c/ww0jir' %}{{ u }}", "sample-value"),
        ("2xa1lRy8dBz4eEElBfmIz8", '{"campaignId":"2xa1lRy8dBz4eEElBfmIz8","x":"passkit"}', "sample-value"),
        ("2020-05-10T00:00:00Z", '{"expiryDate": "2020-05-10T00:00:00Z"}', "past-date"),
        ("2027-05-10T00:00:00Z", '{"expiryDate": "2027-05-10T00:00:00Z"}', "fixed-date"),
    ],
)
def test_an_example_is_no_finding(example: str, text: str, code: str) -> None:
    assert code in codes(text)
    assert code not in codes(declared(example, text))


def test_what_stands_beside_a_parameter_is_judged() -> None:
    text = "{{ 'x' | hmac_sha1_hex: '[[ a ]]' }}{{ 'x' | hmac_sha1_hex: 'Project_Secret' }}"
    assert codes(f"---\nparameters:\n  a: {{example: b}}\n---\n{text}") == {"placeholder"}


def test_a_mistake_that_is_no_value_is_one_in_a_parameter_too() -> None:
    assert codes("---\nparameters:\n  a: {example: '{% nope %}'}\n---\n[[ a ]]") == {"unknown-tag"}
    raw = '---\nparameters:\n  a: {example: "first_name"}\n---\n{"a":"{{${[[ a ]]}}}"}'
    assert "raw-value-in-json" in codes(raw)
