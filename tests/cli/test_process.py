"""What only a process of its own shows: what is imported, a closed pipe, no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from braze_liquid_sim.cli import main
from braze_liquid_sim.cli.group import without_values

HEAVY = ("ruamel", "braze_liquid_sim.render", "braze_liquid_sim.engine", "braze_liquid_sim.dialect")


def start(*args: str, cwd: Path, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *args],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["--version"], 0, id="version"),
        pytest.param(["render", "--help"], 0, id="help of render"),
        pytest.param([], 2, id="no command"),
        pytest.param(["rendr"], 2, id="unknown command"),
        pytest.param(["render"], 2, id="no template"),
        pytest.param(["render", "x", "--mode", "y"], 2, id="unknown mode"),
        pytest.param(["render", "x", "--now", "y"], 2, id="wrong time"),
    ],
)
def test_help_and_usage_errors_load_nothing_heavy(args: list[str], code: int, tmp_path: Path) -> None:
    process = start("-X", "importtime", "-m", "braze_liquid_sim", *args, cwd=tmp_path)
    _, stderr = process.communicate()
    imported = [line.split("|")[-1].strip() for line in stderr.decode().splitlines() if line.startswith("import time:")]
    assert process.returncode == code
    assert "click" in imported
    assert [name for name in imported if name.startswith(HEAVY)] == []


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "m.liquid").write_text("x" * 2_000_000)
    process = start("-m", "braze_liquid_sim", "render", "m.liquid", cwd=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_output_is_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    (tmp_path / "m.liquid").write_text("김\r\n", encoding="utf-8", newline="")
    process = start("-X", "utf8=0", "-m", "braze_liquid_sim", "render", "m.liquid", cwd=tmp_path)
    stdout, stderr = process.communicate()
    assert (stdout.decode(), stderr) == ("김\r\n", b"")


def test_lint_of_a_file_loads_no_engine_and_no_library_but_click(tmp_path: Path) -> None:
    (tmp_path / "m.liquid").write_text("Hi {% abort_message() %}")
    process = start("-X", "importtime", "-m", "braze_liquid_sim", "lint", "m.liquid", cwd=tmp_path)
    stdout, stderr = process.communicate()
    imported = [line.split("|")[-1].strip() for line in stderr.decode().splitlines() if line.startswith("import time:")]
    unwanted = ("jinja2", "rich", "junitparser", "watchfiles", "ruamel", "concurrent", "multiprocessing")
    assert process.returncode == 1, stdout
    assert [name for name in imported if name.startswith((*unwanted, "braze_liquid_sim.render"))] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(
    "args", [["lint", "m.liquid"], ["render", "m.liquid"], ["explain", "--all"], ["schema", "users"]]
)
def test_a_full_disk_is_no_crash(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "m.liquid").write_text("x {{ y | foo }}")
    with Path("/dev/full").open("wb") as full:
        process = start("-m", "braze_liquid_sim", *args, cwd=tmp_path, stdout=full.fileno())
    _, stderr = process.communicate()
    assert stderr.decode() == (
        "error: the output: No space left on device\n  help: Make room or mend the permissions, and run it again.\n"
    )
    assert process.returncode == 2


def test_a_folder_that_may_not_be_read_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "messages").mkdir()
    monkeypatch.chdir(tmp_path)

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", self.name)

    monkeypatch.setattr(Path, "iterdir", refuse)
    for command in ("lint", "check", "graph", "matrix"):
        result = CliRunner().invoke(main, [command])
        assert result.exit_code == 2
        assert result.stderr.startswith("error: messages: Permission denied\n  help: ")


@pytest.mark.parametrize("command", ["lint m.liquid", "render m.liquid", "explain --all"])
def test_a_closed_output_is_no_crash(command: str, tmp_path: Path) -> None:
    (tmp_path / "m.liquid").write_text("x")
    shell = f"exec {sys.executable} -m braze_liquid_sim {command} >&- <&-"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_crash_tells_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("TOKEN='s7Gt41wKc93RnV'\nSHORT=a\n")
    monkeypatch.chdir(tmp_path)
    told = without_values("KeyError: s7Gt41wKc93RnV, q8Ab37xLd24SmW, a", {"KEY": "q8Ab37xLd24SmW", "EMPTY": ""})
    assert told == "KeyError: $TOKEN, $KEY, a"
