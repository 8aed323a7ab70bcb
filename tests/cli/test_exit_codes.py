"""Exit codes mean the same for every command.

0 it went well, 1 a template is wrong, 2 the command line or a file is wrong, 3 we are wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

from braze_liquid_sim.cli import main

GOOD = "---\nchannel: sms\n---\nHi {{ ${first_name} | default: 'there' }}!"
BAD = "Hi\n{% if x %}"
TEST = "cases:\n  - name: greets\n    given: { user: jane }\n    expect: { text: TEXT }\n"

FILES = {
    "braze-liquid.toml": "version = 1\n",
    "messages/good.liquid": GOOD,
    "users/jane.yaml": "first_name: Jane\n",
    "tests/good.test.yaml": TEST.replace("TEXT", "Hi Jane!"),
    "bad/messages/bad.liquid": BAD,
    "bad/users/jane.yaml": "first_name: Jane\n",
    "bad/tests/bad.test.yaml": TEST.replace("TEXT", "Hi Jane!"),
    "bad/braze-liquid.toml": "version = 1\n",
    "other/braze-liquid.toml": "version = 1\n",
    "other/messages/good.liquid": GOOD + "{% comment %}the same{% endcomment %}",
    "other/users/jane.yaml": "first_name: Jane\n",
    "page.md": "# Hello\n```liquid\nHi {{ ${first_name} | default: 'there' }}!\n```\n",
    "wrong/braze-liquid.toml": "verzion = 1\n",
    "wrong/messages/good.liquid": GOOD,
    "wrong/users/jane.yaml": "first_name: [Jane\n",
}

CODES: dict[str, dict[int, list[list[str]]]] = {
    "check": {
        0: [["good"], [], ["--workspace", "bad", "--exit-zero"], ["--workspace", "bad", "--fail-on", "never"]],
        1: [["--workspace", "bad"]],
        2: [["--workspace", "nowhere"], ["--workspace", "wrong"], ["--format", "nope"], ["--selct", "json"], ["nope"]],
    },
    "diff": {
        0: [["other", "."]],
        1: [["bad", "."]],
        2: [[], ["nowhere"], ["bad", "nowhere"], ["bad", ".", "--now", "yesterday"]],
    },
    "explain": {
        0: [["default"], ["--all"]],
        2: [[], ["nope"], ["default", "--format", "nope"]],
    },
    "export": {
        0: [["--out", "pasted"], ["good", "--stdout"]],
        1: [["--workspace", "bad", "--out", "pasted"]],
        2: [["nope"], ["--workspace", "nowhere", "--out", "pasted"], ["--to", "nope"], ["--env", "nope"]],
    },
    "graph": {
        0: [[], ["good", "--format", "json"]],
        2: [["nope"], ["--workspace", "nowhere"], ["--format", "nope"]],
    },
    "import": {
        0: [["page.md"], ["page.md", "--dry-run", "--fail-on", "note"], ["page.md", "--into", "new"]],
        1: [["bad/messages", "--fail-on", "error"]],
        2: [[], ["nope.md"], ["page.md", "--workspace", "nowhere"], ["page.md", "--kind", "nope"], ["messages"]],
    },
    "init": {
        0: [["new"], ["new", "--template", "empty"]],
        2: [["."], ["new", "--template", "nope"], ["messages/good.liquid"]],
    },
    "lint": {
        0: [["messages/good.liquid"], [], ["bad/messages/bad.liquid", "--exit-zero"]],
        1: [["bad/messages/bad.liquid"], ["--workspace", "bad"]],
        2: [["nope.liquid"], ["--workspace", "wrong"], ["--select", "nope"], ["--format", "nope"]],
    },
    "matrix": {
        0: [[], ["good", "--users", "jane"]],
        1: [["--workspace", "bad"]],
        2: [["nope"], ["--workspace", "nowhere"], ["--users", "nobody"], ["--now", "yesterday"]],
    },
    "render": {
        0: [["good", "--user", "jane"]],
        1: [["bad/messages/bad.liquid"]],
        2: [["nope"], ["good", "--user", "nobody"], ["good", "--set", "x"], ["good", "--mode", "nope"], []],
    },
    "schema": {
        0: [["users"], ["tests", "-o", "tests.schema.json"]],
        2: [["nope"], [], ["users", "-o", "nowhere/x.json"]],
    },
    "test": {
        0: [[]],
        1: [["--workspace", "bad", "bad/tests"]],
        2: [["nope.test.yaml"], ["--fail-under", "much"]],
    },
}
"""Command lines of every command by what they exit with."""

NEVER_1 = {"explain", "graph", "init", "schema"}
"""Commands that find no template wrong: they look at none, or leave that to ``lint``."""

CRASHES = {
    "check": (["good"], "braze_liquid_sim.checking.checking.lint_file"),
    "diff": (["other", "."], "braze_liquid_sim.message.Message.render"),
    "explain": (["default"], "braze_liquid_sim.cli.explaining.found"),
    "export": (["--out", "pasted"], "braze_liquid_sim.cli.exporting.run"),
    "graph": ([], "braze_liquid_sim.graph.Graph"),
    "import": (["page.md"], "braze_liquid_sim.cli.importing.read"),
    "init": (["new"], "braze_liquid_sim.cli.starting.run"),
    "lint": (["messages/good.liquid"], "braze_liquid_sim.lint.linting.File"),
    "matrix": ([], "braze_liquid_sim.message.Message.render"),
    "render": (["good"], "braze_liquid_sim.message.Message.render"),
    "schema": (["users"], "braze_liquid_sim.schemas.text_of"),
    "test": ([], "braze_liquid_sim.message.Message.render"),
}
"""A command line that works, and a function of ours that it needs."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def all_lines() -> list[object]:
    return [
        pytest.param([command, *args], code, id=f"{code}: {' '.join([command, *args])}")
        for command, by_code in CODES.items()
        for code, lines in by_code.items()
        for args in lines
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("line", "code"), all_lines())
def test_exit_code(line: list[str], code: int) -> None:
    result = CliRunner(env={"CI": None}).invoke(main, line)
    assert result.exit_code == code, result.output
    assert code != 2 or result.stderr, "it says what is wrong"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", CRASHES)
def test_our_own_mistake_exits_with_3(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_args: object, **_kwargs: object) -> NoReturn:
        raise RuntimeError("boom")

    args, function = CRASHES[command]
    monkeypatch.setattr(function, crash)
    result = CliRunner(env={"CI": None}).invoke(main, [command, *args])
    assert result.exit_code == 3, result.output
    assert result.stderr.startswith("internal error: RuntimeError: boom\n")


def test_no_command_is_left_out() -> None:
    commands = main.list_commands(click.Context(main))
    assert sorted(CODES) == sorted(CRASHES) == commands
    for command, by_code in CODES.items():
        assert set(by_code) == ({0, 2} if command in NEVER_1 else {0, 1, 2}), command
