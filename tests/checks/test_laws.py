"""What holds for every text and every user: a check never raises, and points into the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from braze_liquid_sim.checks import checks
from braze_liquid_sim.checks.evidence.case import Case
from braze_liquid_sim.checks.evidence.tree import Tree
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.message import Delivery, open_message
from braze_liquid_sim.workspace import User, source_of
from braze_liquid_sim.workspace.hostile import hostile_users
from tests.lint.test_laws import GLUED, KNOWN

FAST = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime(2026, 3, 5, 14, 7, 9, tzinfo=UTC)
KINDS = st.sampled_from(["message", "webhook"])
USERS = st.sampled_from(sorted(hostile_users()))


def check_all(text: str, kind: str, users: list[str]) -> None:
    try:
        source = source_of(text, "template", kind)
        file = File(source, Project(NOW.date()))
        message = open_message(source, trace=True)
    except UsageError:
        return

    def render(user: User, seconds: int) -> Delivery:
        return message.render(user, now=NOW + timedelta(seconds=seconds))

    tree = Tree(file)
    for name in users:
        user = User("user", hostile_users()[name].profile)
        case = Case(file, user, render(user, 0), NOW, render, tree)
        for code in checks().values():
            for found in code.find(case):
                assert found.span
                assert 0 <= found.span.start <= found.span.end <= len(found.span.source.text)


@FAST
@given(GLUED, KINDS, USERS)
def test_a_check_never_raises(text: str, kind: str, user: str) -> None:
    check_all(text, kind, [user])


@FAST
@given(GLUED, st.sampled_from(["sms", "push", "content_card", "email"]), USERS)
def test_a_check_never_raises_in_any_channel(text: str, channel: str, user: str) -> None:
    check_all(f"---\nchannel: {channel}\n---\n{text}", "message", [user])


def test_a_check_never_raises_on_what_is_known() -> None:
    for text in KNOWN:
        check_all(text, "message", ["null", "quotes", "id_query", "newline", "json_injection"])
