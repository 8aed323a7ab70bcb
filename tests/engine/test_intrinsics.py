"""What is written in place gives what the filter's function gives: for every filter, on values of all types."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from braze_liquid_sim.engine.intrinsics import in_place
from braze_liquid_sim.engine.template import CarefulTemplate, Template
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Sent
from tests.filters.matrix import ARRAYS, NUMBERS, TEXTS

NOW = "2026-03-05T14:07:09Z"
ARGUMENTS = {
    "append": ["'x'", "y", "3"],
    "prepend": ["'0'", "y", "nil"],
    "default": ["''", "'c'", "0", "y", "nil"],
    "plus": ["1", "y", "'2'", "-7"],
    "minus": ["1", "y", "2.5"],
    "times": ["2", "y", "-3", "0"],
    "divided_by": ["100", "-7", "0", "y", "2.0"],
    "modulo": ["7", "-7", "0", "y"],
    "at_least": ["5", "y"],
    "at_most": ["5", "'7'"],
    "remove": ["'a'", "''", "y"],
    "replace": ["'a', 'b'", "'ab', '&'", "'', '-'", "'a', '\\\\0'", "'-', ' '", "y, 'a'", "'a'"],
    "truncate": ["5", "2", "3, ''", "4, 'ab'", "y", "'5'"],
    "slice": ["0", "1, 2", "-2, 2", "-3, 2", "-2, 5", "y", "2, -1"],
    "date": ["'%Y-%m-%d'", "'%B %-d, %Y'", "'%s'", "'%L'", "''", "y", "'%'"],
    "hmac_sha1_hex": ["'key'", "y", "''"],
    "hmac_sha256_hex": ["'key'"],
    "hmac_sha256": ["'key'"],
    "hmac_sha512": ["'kéy'"],
}
OTHERS: list[Any] = [None, True, False, {}, {"a": 1}, 10**30, -(10**5000), "x\ud800y", "1.5\0", "a" * 300]
DATES: list[Any] = ["2026-02-28T09:05:07Z", "2024-02-29", "0000-01-01", "2026-12-31 23:59:59 +0900", 1709647629, "now"]
VALUES = [*NUMBERS, *TEXTS, *ARRAYS, *OTHERS, *DATES]
SECONDS: list[Any] = [None, 3, "ab"]


def _calls() -> Iterator[str]:
    for name in in_place():
        for arguments in ARGUMENTS.get(name, [""]):
            yield f"{name}: {arguments}" if arguments else name


CALLS = sorted(_calls())
FORMS = (
    "{{{{ x | {0} }}}}",
    "a{{{{ x | {0} }}}}b{{{{ x | {0} }}}}",
    "{{{{ h.x | {0} }}}}",
    "{{% assign v = x | {0} %}}{{{{ v }}}}{{{{ v | append: v }}}}{{% if v == blank %}}B{{% endif %}}",
    "{{% assign v = x | {0} %}}{{% if v > 3 %}}3{{% endif %}}{{{{ v.size }}}}",
    "{{% for i in a %}}{{% assign v = i | {0} %}}{{{{ v }}}};{{% endfor %}}",
)


def _differences(source: str, values: list[Any]) -> list[Any]:
    quick, careful = Template(source), CarefulTemplate(source)
    found = []
    for value in values:
        for other in SECONDS:
            data = {"x": value, "y": other, "h": {"x": value}, "a": [value, other, value]}
            pair = [_seen(template, data) for template in (quick, careful)]
            if pair[0] != pair[1]:
                found.append((value, other, *pair))
    return found


def _seen(template: Template, data: Any) -> Any:
    outcome = template.render(data=data, now=NOW)
    if isinstance(outcome, Sent):
        return outcome.text, [error.message for error in outcome.errors]
    return outcome


@pytest.mark.parametrize("call", CALLS)
def test_in_place_is_as_called(call: str) -> None:
    for form in FORMS:
        assert _differences(form.format(call), VALUES) == []


@pytest.mark.parametrize("first", CALLS)
def test_chains(first: str) -> None:
    values: list[Any] = [
        None,
        "",
        "  Ab <c> ",
        "2026-02-28",
        "é\0",
        7,
        -3,
        2.5,
        10**30,
        [],
        ["a", None],
        {},
        True,
        "x\ud800",
    ]
    for second in CALLS:
        assert _differences(f"-{{{{ x | {first} | {second} }}}}-", values) == []


CLOCKED = (
    "{{ 'now' | date: '%F %T' }}",
    "{{ 'today' | date: '%s' | plus: 86400 | date: '%d.%m.%Y' }}",
    "{{ 'now' | time_zone: 'Asia/Seoul' | date: '%F %R %Z' }}",
    "{{ 'now' | time_zone: 'Asia/Seoul' }}",
    "{{ 'now' | time_zone: 'Asia/Seoul' | date: '%N' }}",
    "{{ 'now' | date: '%L' }}",
    "{{ 'now' | date: '%s' | divided_by: 0 }}",
    "{{ 'now' | date: '%Y' | append: y | upcase }}",
    "{% assign t = 'NOW' | date: '%H' %}{% if t > '12' %}late{% endif %}{{ t }}",
    "{% for i in (1..2) %}{{ 'now' | date: '%M' | replace: '0', 'o' }}{% endfor %}",
)


@pytest.mark.parametrize("source", CLOCKED)
def test_the_clock(source: str) -> None:
    quick, careful = Template(source), CarefulTemplate(source)
    for now in (
        "2026-03-05T14:07:09.123456Z",
        "2026-03-05T14:07:09.9Z",
        "2027-01-01T00:00:00+09:00",
        "1969-12-31T23:59:59.5Z",
    ):
        assert quick.render(data={"y": 1}, now=now) == careful.render(data={"y": 1}, now=now)


def test_the_clock_is_asked_once_a_second() -> None:
    template = Template("{{ 'now' | date: '%F' }}{{ x }}")
    assert "def clocked(k):" in template.python_source
    assert "date" not in template.python_source.partition("def render")[2]


def test_signatures() -> None:
    text = Template("{{ x | hmac_sha1_hex: 'secret' }} {{ x | hmac_sha256_hex: 'secret' }}").render(data={"x": "é€"})
    assert isinstance(text, Sent)
    digests = [hmac.new(b"secret", "é€".encode(), kind).hexdigest() for kind in (hashlib.sha1, hashlib.sha256)]
    assert text.text == " ".join(digests)


@pytest.mark.parametrize(
    "chain",
    [
        "replace: '+', '-' | replace: '/', '_' | remove: '='",
        "replace: 'A', 'B' | replace: 'B', 'C' | remove: 'C' | replace: 'C', 'D'",
        "remove: 'A' | replace: 'B', 'A' | remove: 'A'",
        "replace: '=', 'é' | remove: 'é'",
        "replace: 'AA', 'B' | replace: 'B', 'x'",
    ],
)
def test_letters_exchanged_in_one_pass(chain: str) -> None:
    values = ["", "a", "ab", "abc", "\0\0\0", "AAAAAAAAA", "???>>>", "é" * 50, "\ud800", None, 5]
    assert _differences("{{ x | base64_encode | " + chain + " }}", values) == []


PROFILE_TEMPLATE = """{{${user_id}}} {{${first_name}}} {{custom_attribute.${points}}} {{custom_attribute.${a.b}}}
{{campaign.${name}}} {{event_properties.${deep}}}"""


@pytest.mark.parametrize(
    "line",
    [
        '{"external_id":"u1","first_name":"Zoë","custom_attributes":{"points":5,"a":{"b":2}},"unused":[1,{"x":2}]}',
        '{"user_id":12345678901234567890123,"first_name":-0.0,"custom_attributes":{"points":1e400}}',
        '{"user_id":"a","user_id":"b","custom_attributes":{"points":1,"points":2},"custom_attributes":{"a.b":3}}',
        '{"custom_attributes":null,"custom_attribute":{"points":7},"campaign":3}',
        '{"first_name":"\\ud800","campaign":{"name":"\\u0041"},"event_properties":{"deep":{"$time":"2026-01-01"}}}',
        '{"first_name":NaN}',
        "\ufeff{}",
        " {} ",
    ],
)
def test_a_reader_reads_what_is_used(line: str) -> None:
    template = Template(PROFILE_TEMPLATE)
    read = template.reader()
    whole = template.render(json.loads(line.encode()))
    assert template.render(read(line.encode())) == whole
    assert set(read('{"external_id":1,"unused":2,"custom_attributes":{"points":1,"x":2}}')) <= {
        "external_id",
        "unused",
        "custom_attributes",
    }


@pytest.mark.parametrize("line", [b"[1]", b"", b"{", b'{"first_name":}', b"[" * 100_000])
def test_a_reader_refuses_what_is_no_object(line: bytes) -> None:
    with pytest.raises(UsageError):
        Template(PROFILE_TEMPLATE).reader()(line)
