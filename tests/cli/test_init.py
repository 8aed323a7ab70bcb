"""`braze-liquid init`: what it writes is green at once, and a failure leaves nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from braze_liquid_sim.cli import starting
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace import writing
from tests.cli.test_render import run, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["test", "matrix", "lint", "check", "graph"])
@pytest.mark.parametrize("template", ["smartpass", "empty"])
def test_a_new_workspace_is_green(template: str, command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "shop", "--template", template).exit_code == 0
    monkeypatch.chdir("shop")
    options = {"test": ["--fail-under", "100"], "matrix": ["--hostile"]}.get(command, [])
    result = run(command, *options)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("template", ["smartpass", "empty"])
def test_what_it_says_to_do_next_can_be_done(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("init", "shop", "--template", template).stdout
    lines = [line.strip().split("  ")[0].split() for line in said.splitlines() if line.startswith("  ")]
    assert [line[:2] for line in lines[:2]] == [["cd", "shop"], ["braze-liquid", "render"]]
    monkeypatch.chdir("shop")
    for line in lines[1:]:
        assert run(*line[1:]).exit_code == 0


def test_the_shipped_templates_arrive_to_the_byte(folder: Path) -> None:
    run("init")
    shipped = starting.files_in(Path(__file__).parents[2] / "templates")
    written = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert written.pop(".gitignore").decode().split() == list(starting.IGNORED)
    assert written == shipped


def test_the_cache_of_lint_is_ignored() -> None:
    from braze_liquid_sim.lint import cache

    assert f"{cache.FOLDER}/" in starting.IGNORED


def test_what_runs_leave_in_the_templates_is_not_copied(folder: Path) -> None:
    write(folder, {"t/a.liquid": "a", "t/.cache/x": "x", "t/.env": "SECRET=1", "t/__pycache__/x.pyc": "x"})
    assert starting.files_in(folder / "t") == {"a.liquid": b"a"}


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", range(1, 6))
def test_a_failure_at_any_file_leaves_nothing(
    at: int, error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, {"shop/messages/mine.liquid": "mine"})
    before = everything(folder)
    original = writing._beside
    written = 0

    def failing(path: Path, content: bytes) -> Path:
        nonlocal written
        written += 1
        if written == at:
            raise error
        return original(path, content)

    monkeypatch.setattr(writing, "_beside", failing)
    result = run("init", "shop", "--template", "empty")
    monkeypatch.undo()
    assert result.exit_code == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert result.stdout == ""
    assert everything(folder) == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_in_the_way", lambda *_: [])
    write(folder, {"b": "mine"})
    with pytest.raises(UsageError):
        starting.write_new(folder, {"a": b"new", "b": b"new"})
    assert everything(folder) == {"b": b"mine"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to(folder: Path) -> None:
    (folder / "shop").mkdir(mode=0o500)
    result = run("init", "shop", "--template", "empty")
    assert result.exit_code == 2
    assert "cannot be written: Permission denied" in result.stderr


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }
