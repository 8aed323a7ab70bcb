"""Where an output stands in the text that it is part of, by the table ``places.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.lint.meaning.value import GAP
from tests.lint.test_flow import field_of
from tests.tables import cases


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "places.yaml"))
def test_table(case: dict[str, Any]) -> None:
    field = field_of(case["template"])
    place = field.places.of(field.outputs[-1])
    assert (place.json, place.url, place.key, place.attribute) == tuple(
        case.get(key, "") for key in ("json", "url", "key", "attribute")
    )
    if case.get("url"):
        assert place.url_text.replace(GAP, "_") == case["link"]


def test_a_place_in_the_shape_is_found_in_the_template() -> None:
    field = field_of('{%- assign id = \' 2x\' -%}\n{"a": "{{ id }}", "b": "{{ o }}"}')
    [stream] = field.places.streams
    assert stream.shape == f'{{"a": " 2x", "b": "{GAP}"}}'
    at = stream.offset(stream.shape.index(" 2x"))
    assert at is not None
    assert field.text[at : at + 3] == " 2x"
    assert stream.offset(stream.shape.index('"b"')) == field.text.index('"b"')
    assert stream.offset(stream.shape.index(GAP)) is None


def test_the_parts_of_a_call_are_texts_of_their_own() -> None:
    field = field_of('{% connected_content https://x.example/{{ a }} :headers {"A": "{{ b }}"} :body c=1&d={{ e }} %}')
    assert [(stream.name, stream.is_json) for stream in field.places.streams] == [
        ("", False),
        ("url", False),
        ("headers", True),
        ("body", False),
    ]
    places = [field.places.of(output) for output in field.outputs]
    assert [(place.url, place.json, place.key) for place in places] == [
        ("path", "", ""),
        ("", "string", "A"),
        ("query", "", "d"),
    ]
