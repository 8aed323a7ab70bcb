from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from braze_liquid_sim.cli import main
from tests.tables import cases


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, stdin: bytes = b"", env: dict[str, str | None] | None = None) -> Result:
    return CliRunner(env={"CI": None, **(env or {})}).invoke(main, list(args), input=stdin, prog_name="braze-liquid")


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


TABLES = {table.stem: cases(table) for table in sorted(Path(__file__).parent.glob("*.yaml"))}


@pytest.mark.parametrize(
    "case", [pytest.param(*case.values, id=f"{name}-{case.id}") for name, table in TABLES.items() for case in table]
)
def test_tables(case: dict[str, Any], folder: Path) -> None:
    write(folder, case["files"])
    stdin = bytes(case["stdin_bytes"]) if "stdin_bytes" in case else case.get("stdin", "").encode()
    result = run(*case["args"], stdin=stdin, env=case.get("env"))

    assert result.exit_code == case.get("exit", 0), result.output
    if "json" in case:
        assert json.loads(result.stdout) == case["json"]
    elif "stdout_starts" in case:
        assert result.stdout.startswith(case["stdout_starts"].rstrip("\n"))
    elif "stdout_matches" in case:
        assert re.fullmatch(case["stdout_matches"], result.stdout)
    else:
        assert result.stdout_bytes.decode() == case.get("stdout", "")
    if "stderr_matches" in case:
        assert re.fullmatch(case["stderr_matches"], result.stderr.rstrip("\n"))
    elif "stderr_starts" in case:
        assert result.stderr.startswith(case["stderr_starts"].rstrip("\n"))
    else:
        assert result.stderr == case.get("stderr", "")
    for name, text in case.get("writes", {}).items():
        assert (folder / name).read_bytes().decode() == text


def test_json_of_a_failure(folder: Path) -> None:
    write(folder, {"m.liquid": "Hi\n{% nope %}\n"})
    result = run("render", "m.liquid", "--format", "json")
    document = json.loads(result.stdout)
    [finding] = document["findings"]
    assert result.exit_code == 1
    assert document["outcome"] == "failed"
    assert document["text"] is None
    assert finding["message"]
    assert finding["severity"] == "error"
    assert (finding["file"], finding["line"], finding["column"]) == ("m.liquid", 2, 1)
    assert (finding["end_line"], finding["end_column"]) == (2, 11)
    assert result.stderr == ""


def test_one_failing_user_of_several_fails_the_run_and_stops_nothing(folder: Path) -> None:
    write(
        folder,
        {
            "templates/messages/m.liquid": "{% if ${first_name} %}{{content_blocks.${missing}}}{% endif %}Hi",
            "templates/users/jane.yaml": "first_name: Jane",
            "templates/users/nameless.yaml": "first_name: null",
        },
    )
    result = run("render", "m", "--user", "jane", "--user", "nameless")
    assert result.exit_code == 1
    assert result.stdout == "Hi\n"


def test_control_characters_do_not_reach_the_terminal(folder: Path) -> None:
    write(folder, {"m.liquid": "\x1b[2J{% nope \x07 %}"})
    result = run("render", "m.liquid")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


def test_a_crash_exits_3_and_says_how_to_report_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from braze_liquid_sim.cli import rendering

    def crash(_request: rendering.Request) -> int:
        raise RuntimeError("boom")

    monkeypatch.setattr(rendering, "run", crash)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    result = run("render", "m.liquid")
    [report] = folder.glob("braze-liquid-*.txt")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("internal error: RuntimeError: boom\n")
    assert str(report) in result.stderr
    assert "RuntimeError: boom" in report.read_text()


def test_an_interrupt_exits_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from braze_liquid_sim.cli import rendering

    def interrupt(_request: rendering.Request) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "run", interrupt)
    result = run("render", "m.liquid")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")
