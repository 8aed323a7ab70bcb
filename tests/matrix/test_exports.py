"""A matrix over an export: interrupted, resumed, and in memory that does not grow with the users."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from braze_liquid_sim.cli import main
from braze_liquid_sim.message import Delivery, Message

ROOT = Path(__file__).parents[2]
USERS = 300


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.liquid").write_text("{{ ${user_id} }} {{ 'now' | date: '%s' }}")
    (tmp_path / "b.liquid").write_text("{% if ${user_id} == 'u-7' %}{% abort_message('seven') %}{% endif %}b")
    return tmp_path


def export(path: Path, users: int, padding: int = 0) -> None:
    lines = (json.dumps({"external_id": f"u-{n}", "custom_attributes": {"x": "x" * padding}}) for n in range(users))
    path.write_text("\n".join(lines) + "\n")


def run(output: str, *more: str) -> Result:
    args = ["matrix", "a.liquid", "b.liquid", "--users", "export.jsonl", "--format", "jsonl", "--output", output, *more]
    return CliRunner().invoke(main, args, prog_name="braze-liquid")


@pytest.mark.parametrize("stop_at", [1, 2, 151, 2 * USERS])
def test_an_interrupted_run_is_resumed_where_it_ended(
    stop_at: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(folder / "export.jsonl", USERS)
    whole = run("whole.jsonl", "--now", "2026-03-05")
    assert whole.exit_code == 0, whole.output
    rendered = 0

    class Interrupted(Message):
        """A message during whose rendering somebody presses Ctrl-C."""

        def render(self, *args: object, **kwargs: object) -> Delivery:
            nonlocal rendered
            rendered += 1
            if rendered == stop_at:
                raise KeyboardInterrupt
            return super().render(*args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("braze_liquid_sim.message.Message", Interrupted)
        stopped = run("part.jsonl", "--now", "2026-03-05")
    assert stopped.exit_code == 130
    assert "Go on with the same command and --resume." in stopped.stderr
    # As if the last line had only been written in part.
    with (folder / "part.jsonl").open("a") as file:
        file.write('{"user": "export/u-')

    resumed = run("part.jsonl", "--resume")
    assert resumed.exit_code == 0, resumed.output
    assert (folder / "part.jsonl").read_text() == (folder / "whole.jsonl").read_text()
    assert resumed.stderr == whole.stderr
    assert "b.liquid: 299 sent, 1 aborted, 0 failed" in whole.stderr


def test_a_finished_run_has_nothing_to_resume(folder: Path) -> None:
    export(folder / "export.jsonl", 5)
    run("out.jsonl")
    before = (folder / "out.jsonl").read_text()
    assert run("out.jsonl", "--resume").exit_code == 0
    assert (folder / "out.jsonl").read_text() == before


def test_resuming_nothing_begins(folder: Path) -> None:
    export(folder / "export.jsonl", 5)
    assert run("out.jsonl", "--resume").exit_code == 0
    assert len((folder / "out.jsonl").read_text().splitlines()) == 11


def test_memory_does_not_grow_with_the_users(folder: Path) -> None:
    export(folder / "export.jsonl", 10)
    run("warm.jsonl")
    export(folder / "export.jsonl", 2000, padding=10_000)
    tracemalloc.start()
    try:
        assert run("out.jsonl").exit_code == 0
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (folder / "export.jsonl").stat().st_size > 20_000_000
    assert peak < 5_000_000


def test_a_terminal_sees_how_far_it_is(folder: Path) -> None:
    export(folder / "export.jsonl", 5)
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "braze_liquid_sim", "matrix", "a.liquid", "--users", "export.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--output", "out.txt"], stderr=end, env=environment, check=True)
    os.close(end)
    shown = os.read(terminal, 10_000).decode()
    os.close(terminal)
    assert "users  [" in shown
    assert "5 sent" in shown
