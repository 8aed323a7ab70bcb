"""What is remembered between calls."""

from __future__ import annotations

import pytest

from braze_liquid_sim import Sent, compile
from braze_liquid_sim.services.http import Response
from braze_liquid_sim.services.memory import Hosts, age_of

BAD, GOOD = Response(503), Response(200)


@pytest.mark.parametrize(
    ("written", "age"), [(None, 300), ("10", 300), ("900", 900), ("99999", 14_400), ("soon", 300), ("-5", 300)]
)
def test_the_age_of_an_answer(written: str | None, age: int) -> None:
    assert age_of(written) == age


def hosts_after(failures: int, successes: int, *, each: int = 0) -> Hosts:
    hosts = Hosts()
    for _ in range(successes):
        hosts.note("a.example", 1_000, GOOD)
    for at in range(failures):
        hosts.note("a.example", 1_000 + at * each, BAD)
    return hosts


def test_a_host_rests_for_a_minute_after_more_than_3000_failures() -> None:
    hosts = hosts_after(3_001, 0)
    assert hosts.rests("a.example", 1_059)
    assert not hosts.rests("a.example", 1_060)
    assert not hosts.rests("b.example", 1_000)


def test_3000_failures_are_not_enough() -> None:
    assert not hosts_after(3_000, 0).rests("a.example", 1_000)


def test_a_tenth_of_successes_keeps_a_host_awake() -> None:
    assert not hosts_after(3_001, 400).rests("a.example", 1_000)
    assert hosts_after(3_001, 300).rests("a.example", 1_000)


def test_failures_of_other_minutes_do_not_count() -> None:
    assert not hosts_after(4_000, 0, each=1).rests("a.example", 5_000)


@pytest.mark.parametrize(
    ("response", "counts"),
    [
        (Response(408), True),
        (Response(529), True),
        (Response(500), False),
        (Response(404), False),
        (Response(None, problem="connection"), True),
    ],
)
def test_what_counts_as_a_failure(response: Response, counts: bool) -> None:
    hosts = Hosts()
    for _ in range(3_001):
        hosts.note("a.example", 1_000, response)
    assert hosts.rests("a.example", 1_000) is counts


def test_a_call_to_a_resting_host_gets_598() -> None:
    text = "{% for i in (1..3002) %}{% connected_content https://a.example/x :no_cache %}{% endfor %}"
    outcome = compile(text, answers={"https://a.example/x": {"status": 503}}).render(now="2024-03-05")
    assert isinstance(outcome, Sent)
    assert [call.status for call in outcome.calls[-2:]] == [503, 598]
    assert outcome.calls[-1].problem == "unhealthy host"


def test_an_answer_over_1_mb_is_not_used() -> None:
    text = "[{% connected_content https://a.example/x %}]"
    for size, shown in ((1_000_000, 1_000_002), (1_000_001, 2)):
        outcome = compile(text, answers={"https://a.example/x": "x" * size}).render()
        assert isinstance(outcome, Sent)
        assert len(outcome.text) == shown
        assert outcome.calls[0].problem == ("" if shown > 2 else "over 1 MB")
