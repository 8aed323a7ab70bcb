"""Whatever stands in the tag, and whatever is answered, a render ends in an outcome."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from braze_liquid_sim import Aborted, Failed, Sent, compile
from braze_liquid_sim.services.web import parsed

OPTIONS = [
    "save x",
    "method post",
    "headers",
    "body",
    "content_type application/json",
    "cache_max_age",
    "retry",
    "rerender",
]
PIECES = st.sampled_from(
    [
        "https://a.example/",
        "http://[",
        "?a=%",
        "&b",
        " ",
        "\n",
        "{",
        "}",
        '"',
        "[",
        "{{x}}",
        "{{",
        "${language}",
        "\xa0",
        "\ud800",
    ]
    + [f" :{option} " for option in OPTIONS]
)
MARKUP = st.lists(PIECES, max_size=20).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
ANSWERS = st.fixed_dictionaries(
    {"status": st.sampled_from([200, 204, 302, 404, 500]), "body": st.text(max_size=20) | JSON},
    optional={"delay": st.floats(0, 3), "timeout": st.booleans(), "liquid": st.booleans()},
)


@given(MARKUP, ANSWERS)
def test_a_render_ends(markup: str, answer: Any) -> None:
    answers = [{"request": {"url": "https://a.example/"}, "answer": answer}, {"answer": answer}]
    outcome = compile(f"{{% connected_content https://a.example/{markup} %}}", answers=answers).render(
        {"language": "en"}
    )
    assert isinstance(outcome, Sent | Aborted | Failed)


@given(MARKUP)
def test_a_call_without_answer_is_explained(markup: str) -> None:
    answers = [
        {"request": {"url": "https://a.example/{id}?a=1", "headers": {"X": "y"}, "json": {"a": 1}}, "answer": {}}
    ]
    outcome = compile(f"{{% connected_content {markup} %}}", answers=answers).render()
    if isinstance(outcome, Failed) and outcome.finding.code == "unanswered-call":
        assert outcome.finding.help.startswith("The nearest answer is 'answers #1': ")


@given(st.text(alphabet='[]{}",:0123456789.eE-+ntfalsru \\\n', max_size=30))
def test_json_is_a_value_or_a_value_error(text: str) -> None:
    try:
        parsed(text)
    except ValueError:
        return
