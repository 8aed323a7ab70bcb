"""What ``check`` puts together: each finding once, with its first user; engine, tests and checks in one Report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from braze_liquid_sim.checking import check
from braze_liquid_sim.lint import Project
from braze_liquid_sim.report.report import Report
from braze_liquid_sim.workspace import Workspace

NOW = datetime(2026, 3, 5, 14, 7, 9, tzinfo=UTC)
FILES = {
    "users/plain.yaml": "first_name: Jane\n",
    "users/event.yaml": "first_name: Jane\nevent_properties: {note: fine}\n",
}


def report_of(root: Path, files: dict[str, str], **options: bool) -> Report:
    for name, text in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workspace = Workspace(root)
    project = Project(NOW.date(), workspace.content_blocks, complete=True)
    return check(workspace, project, users=workspace.users.stream(), now=NOW, **options)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_one_finding_for_a_place_and_the_number_of_users(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"messages/a.liquid": "<a href=\"{{ 'https://a.example' | url_encode }}\">x</a>"})
    [finding] = [finding for finding in report.findings if finding.code == "broken-link"]
    assert finding.user == "event"
    assert finding.message.endswith(f"(and {report.renders - 1} more users)")


def test_a_block_is_checked_through_its_callers_once(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        {
            "content_blocks/name.liquid": '{"name":"{{ ${first_name} }}"}',
            "messages/a.liquid": "{{ content_blocks.${name} }}",
            "messages/b.liquid": "{{ content_blocks.${name} }}",
        },
    )
    found = [finding for finding in report.findings if finding.code == "injected-json"]
    assert [finding.span.source.name for finding in found if finding.span] == [
        (tmp_path / "content_blocks/name.liquid").as_posix()
    ]
    assert len(report.files) == 3


def test_hostile_users_are_built_on_those_who_have_what_is_asked_for(tmp_path: Path) -> None:
    template = "{% if event_properties.${note} == blank %}{% abort_message('no note') %}{% endif -%}\n"
    report = report_of(tmp_path, {"messages/a.liquid": template + '{"note":"{{ event_properties.${note} }}"}'})
    [finding] = [finding for finding in report.findings if finding.code == "injected-json"]
    assert finding.user == "hostile:json_injection as event"
    assert "event_properties.${note}" in finding.message


def test_without_hostile_users(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"messages/a.liquid": '{"name":"{{ ${first_name} }}"}'}, hostile=False)
    assert report.renders == 2
    assert "injected-json" not in codes(report)


def test_a_template_that_cannot_be_parsed_is_told_once(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"messages/a.liquid": "{% if x %}"})
    assert codes(report) == ["syntax-error"]
    assert report.renders == 0


def test_a_test_that_fails_is_a_finding_at_its_line(tmp_path: Path) -> None:
    tests = "cases:\n- name: good\n  expect: {text: Hello}\n- name: bad\n  expect: {text: Bye}\n"
    report = report_of(tmp_path, {"messages/a.liquid": "Hello", "tests/a.test.yaml": tests})
    [finding] = report.findings
    assert (finding.code, finding.line) == ("failed-test", 4)
    assert "'bad'" in finding.message
    assert [(case.name, case.passed) for case in report.cases] == [("good", True), ("bad", False)]


def test_a_call_that_nobody_answers_is_told_for_those_who_are_there(tmp_path: Path) -> None:
    url = "https://a.example/{{ ${first_name} | url_param_escape }}"
    template = f"{{% connected_content {url} :save x %}}{{{{ x.y | default: '' }}}}"
    answers = "- request: {url: https://a.example/Jane}\n  answer: {status: 200, body: {y: 1}}\n"
    answered = report_of(tmp_path / "one", {"messages/a.liquid": template, "connected_content/a.yaml": answers})
    assert "unanswered-call" not in codes(answered)
    assert "unanswered-call" in codes(report_of(tmp_path / "two", {"messages/a.liquid": template}))


def test_an_abort_is_fine(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"messages/a.liquid": "{% abort_message('not today') %}"})
    assert report.findings == ()


@pytest.mark.parametrize("kind", ["messages", "webhooks"])
def test_progress(kind: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    folder = tmp_path / kind
    folder.mkdir()
    (folder / "a.liquid").write_text("---\nurl: https://a.example/\n---\nHello", encoding="utf-8")
    workspace = Workspace(tmp_path)
    report = check(
        workspace, Project(NOW.date()), users=[], now=NOW, progress=lambda *step: seen.append(step), tests=False
    )
    assert [step[:2] for step in seen] == [(0, 1), (1, 1)]
    assert report.renders > 30


@pytest.mark.parametrize("levels", [90, 500, 5000])
@pytest.mark.parametrize(("opening", "closing"), [('{"a":', "}"), ("[", "]")])
def test_a_body_may_be_nested_as_deep_as_it_likes(levels: int, opening: str, closing: str, tmp_path: Path) -> None:
    body = f'{opening * levels}"{{{{ ${{first_name}} | json_escape }}}}"{closing * levels}'
    webhook = f"---\nurl: https://example.com\nmethod: POST\n---\n{body}"
    assert report_of(tmp_path, {"webhooks/w.liquid": webhook}).renders
