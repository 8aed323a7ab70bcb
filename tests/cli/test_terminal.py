"""Nothing that a file, its name or a user holds steers the terminal, whatever command shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from braze_liquid_sim.cli import main
from braze_liquid_sim.report.drawing import clean, clean_lines

ESCAPE, TURNED = "\x1b[31m", "\u202e"
NAME = f"a{ESCAPE}{TURNED}b"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TEXT = f"{{{{ ${{first_name}} | foo{ESCAPE} }}}} {TURNED} {{% abort_message('{ESCAPE}why{TURNED}') %}}"

COMMANDS = (
    "lint",
    "lint --format html",
    "check",
    "check --format html",
    "check --format junit",
    "matrix",
    "matrix --format html",
    "graph",
    "graph --format mermaid",
    "diff .",
    "export --out out",
    "export --stdout --force FILE",
    "test",
    "import messages --into new",
    "lint FILE.liquid",
    "lint --output FILE/x",
    "render FILE",
    "render FILE --user FILE",
    "explain FILE",
    "init FILE/../messages",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    user = 'attributes: {first_name: "\\e[31m\\u202E"}\n'
    for name, text in {f"messages/{NAME}.liquid": TEXT, f"users/{NAME}.yaml": user}.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("line", COMMANDS)
def test_no_command_lets_a_file_steer_the_terminal(line: str) -> None:
    result = CliRunner().invoke(main, [part.replace("FILE", NAME) for part in line.split()])
    assert result.exit_code in (0, 1, 2)
    assert result.output.strip()
    assert not STEERING.findall(result.output)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("김민준 é 👩‍👧", "김민준 é 👩‍👧"),
        ("a\x1b\x07\x9b\n", "a\ufffd\ufffd\ufffd\ufffd"),
        ("\u202ea\u2066b\u200f\u2028", "\ufffda\ufffdb\ufffd\ufffd"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_and_tabs_stay() -> None:
    assert clean_lines("a\tb\n\x1bc\n") == "a\tb\n\ufffdc\n"
