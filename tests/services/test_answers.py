"""Answers as they are written, and what of them is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Sent, UsageError, render
from braze_liquid_sim.dialect.services import Rendering
from braze_liquid_sim.engine.template import Template
from braze_liquid_sim.services.answers import answers_of
from braze_liquid_sim.services.provider import Provider
from braze_liquid_sim.workspace.answers import read_answers, recording

REFUSED = [
    (5, "answers: answers are a list, or an object of URLs"),
    ([5], "answers: answer 1: is int, not an object"),
    ([{"answer": {}, "replies": 1}], "answers: answer 1: unknown key 'replies'"),
    ([{"request": {}}], "answers: answer 1: needs one of answer and answers"),
    ([{"answers": []}], "answers: answer 1: answers is a list with something in it"),
    ([{"answer": {}, "times": 0}], "answers: answer 1: times is 0, not a number above 0"),
    ([{"request": {"urls": ""}, "answer": {}}], "answers: answer 1, request: unknown key 'urls'"),
    ([{"request": {"url": 5}, "answer": {}}], "answers: answer 1, request: url is 5, not text"),
    ([{"request": {"url": "", "pattern": ""}, "answer": {}}], "answers: answer 1, request: url and pattern together"),
    (
        [{"request": {"pattern": "*"}, "answer": {}}],
        "answers: answer 1, request: pattern is no regular expression: nothing to repeat at position 0",
    ),
    ([{"request": {"query": 5}, "answer": {}}], "answers: answer 1, request: query is an object, or '*'"),
    ([{"answer": {"status": "200"}}], "answers: answer 1, answer: status is '200', not a number from 100 to 599"),
    ([{"answer": {"delay": True}}], "answers: answer 1, answer: delay is True, not a number of seconds"),
    ([{"answer": {"body": "", "json": 1}}], "answers: answer 1, answer: body and json together"),
    ([{"answer": {"file": "a.json"}}], "answers: answer 1, answer: a file needs a folder to stand in"),
    ([{"answer": {"headers": {"A": 1}}}], "answers: answer 1, answer: headers are an object of texts"),
    ({"https://a.example": {"name": "x"}}, "answers: https://a.example, answer: unknown key 'name'"),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_a_mistake_is_told_with_its_place(given: Any, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        answers_of(given)
    assert refused.value.message == message


def template(text: str, provider: Provider) -> Template:
    def begin(user: Any, now: Any, rerender: Rendering) -> Any:
        return provider.begin(user, now, rerender)

    return Template(text, services=begin)


def test_unused_answers_are_known() -> None:
    provider = Provider({"https://a.example/1": "one", "https://a.example/2": "two"})
    assert template("{% connected_content https://a.example/2 %}", provider).render() == Sent("two")
    assert provider.ready.unused == ["https://a.example/1"]


def folder_with(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "connected_content"
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_workspace_has_answers_in_files(tmp_path: Path) -> None:
    yaml = "- name: mine\n  request: {url: 'https://a.example/x'}\n  answer: {file: body.json}\n"
    root = folder_with(tmp_path, a__yaml=yaml, body__json='{"a": 1}')
    provider = Provider(read_answers(root))
    assert template("{% connected_content https://a.example/x %}{{ connected.a }}", provider).render() == Sent("1")


def test_no_folder_is_no_answer(tmp_path: Path) -> None:
    assert read_answers(tmp_path) == []


@pytest.mark.parametrize("path", ["../secret", "../connected_content2/secret", "/etc/hostname", "link"])
def test_a_file_does_not_lead_out_of_the_folder(tmp_path: Path, path: str) -> None:
    root = folder_with(tmp_path, a__yaml=f"- request: {{}}\n  answer: {{file: {path}}}\n")
    (tmp_path / "secret").write_text("s3cret")
    (tmp_path / "connected_content" / "link").symlink_to(tmp_path / "secret")
    page = template("{% connected_content https://a.example/x %}", Provider(read_answers(root)))
    with pytest.raises(UsageError, match="leads out of"):
        page.render()


def test_a_linked_file_of_answers_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "root"
    inside.mkdir()
    folder_with(inside)
    (tmp_path / "outside.yaml").write_text("[]")
    (inside / "connected_content" / "a.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(UsageError, match="a link that leads out of the workspace"):
        read_answers(inside)


def recorded(url: str, text: str) -> dict[str, Any]:
    return {"name": f"GET {url}", "request": {"method": "GET", "url": url}, "answer": {"json": {"ä": text}}}


def test_a_recording_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "connected_content" / "recorded.yaml"
    save = recording(path)
    save([recorded("https://a.example/x", "007")])
    save([recorded("https://a.example/x", "008")])
    [answer] = read_answers(tmp_path)
    assert answer.said[0].value == {"ä": "008"}
    assert [file.name for file in path.parent.iterdir()] == ["recorded.yaml"]


def test_a_recording_keeps_the_other_answers_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "connected_content" / "recorded.yaml"
    recording(path)([recorded("https://a.example/x", "1"), recorded("https://a.example/y", "1")])
    recording(path)([recorded("https://a.example/x", "2")])
    values = {answer.expected.url: answer.said[0].value for answer in read_answers(tmp_path)}
    assert values == {"https://a.example/x": {"ä": "2"}, "https://a.example/y": {"ä": "1"}}


def test_a_recording_goes_over_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text("mine: yes\n")
    with pytest.raises(UsageError, match="holds no list of answers"):
        recording(path)
    with pytest.raises(UsageError, match="cannot be written"):
        recording(tmp_path / "notes.yaml" / "x.yaml")([])


def test_request_and_answer_may_stand_in_one_object() -> None:
    answers = [{"url": "https://a.example/x", "status": 200, "headers": {"X": "y"}, "body": '{"n": 2}'}]
    outcome = render("{% connected_content https://a.example/x :save r %}{{ r.n }}", answers=answers)
    assert isinstance(outcome, Sent)
    assert outcome.text == "2"
