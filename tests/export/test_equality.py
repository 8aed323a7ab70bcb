"""What is pasted renders as its source does: every field, every user, hostile ones too, at three times."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim import Sent, Workspace, compile
from braze_liquid_sim.message import open_message
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.parameters import declared, filled
from tests.export.exported import SECRETS, SHIPPED, export, texts
from tests.templates.test_hostile import users

CLOCKS = ("2026-03-05T14:07:09Z", "2026-12-31T23:59:59Z", "2028-02-29T00:00:00Z")

VALUES = {"project_secret": SECRETS["PASSKIT_PROJECT_SECRET"], "passkit_token": SECRETS["PASSKIT_LONG_LIVED_TOKEN"]}


def source_with_values(source: Source) -> Source:
    """The source with what the export puts in: secrets of the environment, else the examples."""
    values = {name: VALUES.get(name) or parameter.example for name, parameter in declared(source).items()}
    return filled(source, values)


def outcomes(text: str | Source, blocks: Any, workspace: Workspace) -> list[Any]:
    """What each user gets at each time."""
    everybody = {**users(), **dict(workspace.users)}
    template = compile(
        text, content_blocks=blocks, answers=workspace.answers, credentials=workspace.settings.credentials
    )
    found = [(name, now, template.render(user, now=now)) for name, user in everybody.items() for now in CLOCKS]
    return [
        (name, now, outcome.text if isinstance(outcome, Sent) else getattr(outcome, "reason", None))
        for name, now, outcome in found
    ]


def parsed(outcome: tuple[str, str, str]) -> Any:
    try:
        return (*outcome[:2], json.loads(outcome[2], object_pairs_hook=list))
    except (TypeError, ValueError):
        return outcome


@pytest.mark.parametrize(
    "options", [[], ["--strip-comments", "all"], ["--minify"], ["--minify", "--strip-comments", "all"]], ids=" ".join
)
def test_every_field_of_every_export_renders_as_its_source(options: list[str], tmp_path: Path) -> None:
    assert export("--out", str(tmp_path / "out"), *options).exit_code == 0
    pasted = texts(tmp_path / "out")
    workspace = Workspace.open(SHIPPED)
    blocks = {name: source_with_values(source) for name, source in workspace.content_blocks.items()}
    pasted_blocks = {name: Source(pasted[f"content_blocks/{name}"]["body"], name) for name in blocks}
    compared = 0
    for path, fields in pasted.items():
        for name, source in fields_of(source_with_values(workspace.templates[path])):
            found = outcomes(fields.pop(name), pasted_blocks, workspace)
            expected = outcomes(source, blocks, workspace)
            if "--minify" in options and path.startswith("webhooks/") and name == "body":
                found, expected = list(map(parsed, found)), list(map(parsed, expected))
            assert found == expected, (path, name)
            compared += len(found)
        assert set(fields) <= {"method"}, path
    assert {path.partition("/")[2] for path in pasted} == set(workspace.templates)
    assert compared > 3000


def test_the_pieces_of_a_webhook_are_its_request(tmp_path: Path) -> None:
    export("--out", str(tmp_path / "out"))
    workspace = Workspace.open(SHIPPED)
    for path, fields in texts(tmp_path / "out").items():
        if not path.startswith("webhooks/"):
            continue
        message = open_message(source_with_values(workspace.templates[path]), workspace)
        for user in workspace.users.values():
            request = message.render(user, now=CLOCKS[0]).request
            if request is None:
                continue
            rendered = {name: compile(text).render(user, now=CLOCKS[0]) for name, text in fields.items()}
            sent = {name: one.text for name, one in rendered.items() if isinstance(one, Sent)}
            assert (sent["url"], sent["method"], sent["body"]) == (request.url, request.method, request.body)
            assert {name: sent[f"headers.{name}"] for name in request.headers} == dict(request.headers)


def test_minified_texts_are_shorter_and_end_where_they_should(tmp_path: Path) -> None:
    export("--out", str(tmp_path / "long"))
    export("--minify", "--out", str(tmp_path / "short"))
    long, short = texts(tmp_path / "long"), texts(tmp_path / "short")
    for path, fields in short.items():
        assert len(fields["body"]) < 0.9 * len(long[path]["body"]), path
        assert "comment" not in fields["body"]
