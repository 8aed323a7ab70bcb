"""What holds for every text: lint never raises, points into the file, and a safe fix keeps what is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from braze_liquid_sim import Aborted, Failed, Outcome, Sent, Source, User, render
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint import Project, lint
from braze_liquid_sim.lint.fixing import fixed
from braze_liquid_sim.model import Finding
from braze_liquid_sim.workspace import source_of
from braze_liquid_sim.workspace.users import users_called
from tests.lint.test_clean import WORKSPACE as CLEAN
from tests.lint.test_defective import CASES
from tests.tables import cases

FAST = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
NOW = "2026-03-05T14:07:09Z"
ROUNDS = 12
"""Rounds of fixes after which nothing may be left to fix."""

WORDS = """
{{ }} {% %} {{- -%} ${ } { {{{ }}} <!-- --> if else elsif endif unless endunless for in endfor limit:2 reversed case
when endcase assign = capture endcapture liquid raw endraw comment endcomment echo x y items url passes forloop.index
${first_name} ${frist_name} ${user_id} custom_attribute.${a_b} event_properties.${p} content_block.${Foot}
content_blocks.${Foot} content_blocks.${foot} campaign.${name} | : , . .. [ ] ( ) ' " “ ’ == = != <> && || ! AND and or
not contains blank nil true 0 1 31622400 default: append: date: url_encode json_escape url_param_escape hmac_sha1: plus:
time_zone: split: nope abort_message connected_content :save :no_cache :headers :body catalog_items promotion('a')
https:// http://a.b/c? ?x= &y= / % # é 😀 이름 ----- --- {"a":" "} "b": [ true }
"""
WHOLE = [
    "{{${first_name}}}",
    '{"a":"{{${first_name}}}","b":{{custom_attribute.${a_b}}}}',
    "{% if ${user_id} == blank %}{% abort_message('x') %}{% endif %}",
    "{% assign x = 'now' | date: '%s' | plus: 31622400 | date: '%FT%TZ' %}{{ x }}",
    "{% capture url %}https://a.example/{{ x }}?q={{ ${email_address} }}{% endcapture %}",
    "{% connected_content https://a.example/{{${user_id}}} :save passes %}{{ passes.status }}",
    "{% for item in items limit: 2 reversed %}{{ item }}{% endfor %}",
    "{% liquid\nassign y = 1\necho y\n%}",
    '{{ "a" | hmac_sha1: "Project_Secret" }}',
    "{% if (x) and y | size > 3 %}a{% endif %}",
    "{{content_blocks.${Foot}}}",
    "---\nurl: 'https://a.example/{{x}}'\nheaders: {X: '{{y}}'}\n---\n",
    "---\nneeds: [x]\n---\n",
]
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from([" ", "\n", "\r\n", "\t", *WHOLE]) | st.text(max_size=3)
GLUED = st.lists(PIECES, max_size=30).map("".join) | st.lists(PIECES, max_size=20).map(" ".join)
TABLES = [case.values[0] for table in sorted((Path(__file__).parent / "rules").glob("*.yaml")) for case in cases(table)]
KNOWN = [
    *(case.values[0]["template"] for case in CASES),
    *(source.text for source in CLEAN.templates.values()),
    *(case.get("fail", case.get("pass")) for case in TABLES),
]


def _cut(text: str, at: tuple[float, float], between: str) -> str:
    """A text with a part of it replaced."""
    start, end = sorted(int(share * len(text)) for share in at)
    return text[:start] + between + text[end:]


SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1))
TEXTS = GLUED | st.builds(_cut, st.sampled_from(KNOWN), SHARES, PIECES)
KINDS = st.sampled_from(["message", "webhook", "content_block"])
FOOT = source_of(
    "<!-- c -->{{ x | url_encode }}{{content_blocks.${Foot}}}{% assign y = passes %}", "Foot", "content_block"
)
PROJECTS = st.builds(Project, st.just(date(2026, 3, 5)), st.sampled_from([{}, {"Foot": FOOT}]), st.booleans())


def source(text: str, kind: str) -> Source:
    """The file of that text; where its front matter is wrong, the text is all template."""
    try:
        return source_of(text, "template", kind)
    except UsageError:
        return Source(text, "template", kind)


@FAST
@given(TEXTS, KINDS, PROJECTS)
def test_every_finding_points_into_its_file(text: str, kind: str, project: Project) -> None:
    for one in lint(source(text, kind), project):
        assert one.message
        spans = [one.span] if one.span else []
        for span in (*spans, *(related.span for related in one.related)):
            assert 0 <= span.start <= span.end <= len(span.source.text)
        if one.span:
            assert one.span.source.text == text
        for edit in one.fix.edits if one.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


@FAST
@given(TEXTS, KINDS, PROJECTS)
def test_the_same_file_gives_the_same_findings(text: str, kind: str, project: Project) -> None:
    assert _told(lint(source(text, kind), project)) == _told(lint(source(text, kind), project))


def _told(findings: list[Finding]) -> list[tuple[Any, ...]]:
    return [(one.code, one.message, one.line, one.column, one.fix) for one in findings]


def mended(text: str, kind: str, project: Project, *, unsafe: bool) -> str:
    """A text after as many rounds of fixes as it takes."""
    for _ in range(ROUNDS):
        file = source(text, kind)
        after = fixed(file, lint(file, project), unsafe=unsafe).text
        if after == text:
            return text
        text = after
    raise AssertionError(f"there is still something to fix: {text!r}")


@FAST
@given(TEXTS, KINDS, PROJECTS, st.booleans())
def test_fixes_come_to_an_end(text: str, kind: str, project: Project, unsafe: bool) -> None:
    once = mended(text, kind, project, unsafe=unsafe)
    assert mended(once, kind, project, unsafe=unsafe) == once


USERS: list[User | None] = [None, CLEAN.users["full"], *users_called("hostile:all", None)]


def shown(outcome: Outcome) -> str | tuple[str, ...]:
    """What a reader of the message, or of its log, gets to see."""
    if isinstance(outcome, Sent):
        return outcome.text
    return ("aborted", outcome.reason) if isinstance(outcome, Aborted) else ("failed",)


@FAST
@given(TEXTS, st.sampled_from(USERS), PROJECTS)
def test_safe_fixes_keep_what_is_sent(text: str, user: User | None, project: Project) -> None:
    after = mended(text, "message", project, unsafe=False)
    if after == text:
        return
    blocks = {"Foot": FOOT}
    before, behind = (
        render(source(one, "message"), user, now=NOW, content_blocks=blocks, data={"items": ["a", "b", "c"]})
        for one in (text, after)
    )
    if not isinstance(before, Failed):
        assert shown(behind) == shown(before)


@FAST
@given(st.sampled_from(KNOWN), st.sampled_from(USERS))
def test_safe_fixes_keep_what_the_known_templates_send(text: str, user: User | None) -> None:
    project = Project(date(2026, 3, 5))
    after = mended(text, "message", project, unsafe=False)
    before, behind = (render(source(one, "message"), user, now=NOW) for one in (text, after))
    assert isinstance(before, Failed) or shown(behind) == shown(before)
