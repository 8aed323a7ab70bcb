"""What lint and check do with the files around them: the cache, many processes, writing, watching."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from braze_liquid_sim.cli import linting, main, watching
from braze_liquid_sim.cli.reporting import wants_colour
from braze_liquid_sim.lint import batch
from braze_liquid_sim.lint.cache import FOLDER

ABORT = "{% abort_message() %}\n"
STALE = "{% comment %} braze-liquid: disable-file abort-without-reason: why {% endcomment %}Hi\r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner(env={"NO_COLOR": None, "FORCE_COLOR": None}).invoke(main, list(args))


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that rules were run over."""
    names: list[str] = []
    genuine = batch._lint_one

    def spy(text: batch.Text, home: batch.Home) -> Any:
        names.append(Path(text.name).name)
        return genuine(text, home)

    monkeypatch.setattr(batch, "_lint_one", spy)
    return names


def test_only_what_changed_is_looked_at_again(folder: Path, looked_at: list[str]) -> None:
    write(folder, {"templates/messages/a.liquid": ABORT, "templates/messages/b.liquid": "Hi"})
    first = run("lint")
    write(folder, {"templates/messages/b.liquid": "Ho"})
    second = run("lint")
    assert looked_at == ["a.liquid", "b.liquid", "b.liquid"]
    assert first.stdout == second.stdout
    assert (folder / "templates" / FOLDER / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"templates/content_blocks/c.liquid": "Bye"}, id="a block"),
        pytest.param({"templates/braze-liquid.toml": '[passkit]\nregion = "pub2"\n'}, id="the account"),
    ],
)
def test_a_change_of_the_surroundings_makes_every_file_new(
    change: dict[str, str], folder: Path, looked_at: list[str]
) -> None:
    write(folder, {"templates/messages/a.liquid": ABORT, "templates/content_blocks/c.liquid": "Hi"})
    run("lint", "a")
    write(folder, change)
    run("lint", "a")
    run("lint", "a")
    assert looked_at == ["a.liquid", "a.liquid"]


def test_another_day_makes_every_file_new(folder: Path, looked_at: list[str]) -> None:
    write(folder, {"templates/messages/a.liquid": ABORT})
    run("lint", "--now", "2026-03-05")
    run("lint", "--now", "2026-03-06")
    run("lint", "--now", "2026-03-06", "--no-cache")
    assert len(looked_at) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"key": 1}',
        pytest.param({"files": []}, id="no files"),
        pytest.param({"at": [0, 10**9]}, id="a place outside of the file"),
        pytest.param({"at": "x"}, id="a place that is none"),
        pytest.param({"severity": "fatal"}, id="an unknown severity"),
        pytest.param({"findings": [None]}, id="a finding that is none"),
    ],
)
def test_a_damaged_cache_counts_for_nothing(content: Any, folder: Path) -> None:
    write(folder, {"templates/messages/a.liquid": ABORT})
    before = run("lint")
    path = folder / "templates" / FOLDER / "lint.json"
    path.write_bytes(content if isinstance(content, bytes) else damaged(json.loads(path.read_bytes()), content))
    assert run("lint").stdout == before.stdout


def damaged(cache: dict[str, Any], change: dict[str, Any]) -> bytes:
    [entry] = cache["files"].values()
    for name, value in change.items():
        place = cache if name == "files" else entry if name == "findings" else entry["findings"][0]
        place[name] = value
    return json.dumps(cache).encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_has_no_cache(folder: Path) -> None:
    write(folder, {"templates/messages/a.liquid": "Hi"})
    (folder / "templates").chmod(0o555)
    assert run("lint").exit_code == 0


def test_many_files_in_processes_give_what_one_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {f"m/{number:03}.liquid": f"{number}{ABORT}" for number in range(30)})
    alone = run("lint", "m", "--format", "json")
    monkeypatch.setattr(batch, "_MANY", 2)
    monkeypatch.setattr(batch, "_CHUNK", 7)
    monkeypatch.setattr(batch, "_processors", lambda: 2)
    assert run("lint", "m", "--format", "json").stdout == alone.stdout
    assert json.loads(alone.stdout)["summary"]["codes"]["abort-without-reason"] == 30


def test_a_comment_of_yaml_silences_a_field(folder: Path) -> None:
    comment = "# braze-liquid: disable-next-line abort-without-reason — the log is not read"
    write(folder, {"m.liquid": f"---\n{comment}\nsubject: Hi {{% abort_message() %}}\n---\nHi"})
    result = run("lint", "m.liquid", "--select", "calls,suppressions")
    assert result.stdout == "no findings in 1 file, 1 suppressed\n"


def test_fixes_are_written_with_mode_and_line_ends(folder: Path) -> None:
    write(folder, {"a.liquid": STALE, "b.liquid": STALE})
    (folder / "a.liquid").chmod(0o640)
    result = run("lint", "a.liquid", "b.liquid", "--fix")
    assert (result.exit_code, result.stdout) == (0, "no findings in 2 files, 2 fixed\n")
    assert (folder / "a.liquid").read_bytes() == b"Hi\r\n"
    assert stat.S_IMODE((folder / "a.liquid").stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["a.liquid", "b.liquid"]


def test_all_files_are_fixed_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a.liquid": STALE, "b.liquid": STALE})
    genuine = Path.chmod

    def full(path: Path, mode: int) -> None:
        if ".b.liquid" in path.name:
            raise OSError(28, "No space left on device")
        genuine(path, mode)

    monkeypatch.setattr(Path, "chmod", full)
    result = run("lint", "a.liquid", "b.liquid", "--fix")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "b.liquid: cannot be written: No space left on device\n  help: Nothing was changed" in result.stderr
    assert (folder / "a.liquid").read_bytes() == STALE.encode()
    assert sorted(path.name for path in folder.iterdir()) == ["a.liquid", "b.liquid"]


def test_a_link_stays_a_link(folder: Path) -> None:
    write(folder, {"real/a.liquid": STALE})
    (folder / "a.liquid").symlink_to("real/a.liquid")
    run("lint", "a.liquid", "--fix")
    assert (folder / "a.liquid").is_symlink()
    assert (folder / "real/a.liquid").read_bytes() == b"Hi\r\n"


def test_what_is_not_utf_8_is_told_and_the_rest_is_linted(folder: Path) -> None:
    write(folder, {"m/a.liquid": ABORT})
    (folder / "m/b.liquid").write_bytes(b"\xff")
    result = run("lint", "m")
    assert result.exit_code == 2
    assert result.stdout.startswith("warning[abort-without-reason]")
    assert result.stderr.startswith("error: m/b.liquid:1:1: not UTF-8")


def test_watch_runs_again_and_survives_a_wrong_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"templates/messages/a.liquid": ABORT})
    changes = [{"templates/braze-liquid.toml": "x = 1"}, {"templates/braze-liquid.toml": "[lint]\nignore = ['calls']"}]

    def watch(*_places: Path, **_options: Any) -> Iterator[set[Any]]:
        for change in changes:
            write(folder, change)
            yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr("watchfiles.watch", watch)
    result = run("lint", "--watch")
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if line.startswith(("warning[", "error:", "no findings"))] == [
        "warning[abort-without-reason]: this abort gives no reason",
        "error: templates/braze-liquid.toml: unknown setting 'x'",
        "no findings in 1 file",
    ]


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        ([], {"templates", "templates/messages"}),
        (["other"], {"other", "other/below", "templates"}),
        (["other/below/b.liquid"], {"other/below", "templates"}),
    ],
)
def test_folders_that_are_watched(paths: list[str], folders: set[str], folder: Path) -> None:
    write(folder, {"templates/messages/a.liquid": "Hi", "other/below/b.liquid": "Hi"})
    watched = linting.watched(linting.Request(tuple(paths)))
    assert {path.as_posix() for path in watched} == folders


def test_stdin_cannot_be_watched(folder: Path) -> None:
    result = run("lint", "-", "--watch")
    assert (result.exit_code, result.stderr) == (2, "error: stdin cannot be watched\n  help: Name files or folders.\n")


def test_watch_without_watchfiles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"a.liquid": "Hi"})
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("lint", "a.liquid", "--watch")
    assert result.exit_code == 2
    assert result.stderr == "error: --watch needs watchfiles\n  help: Run pip install 'braze-liquid-sim[watch]'.\n"


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/a/.b/m.liquid", True),
        ("/a/users/b.yaml", True),
        (f"/a/{FOLDER}/lint.json", False),
        ("/a/.m.liquid", False),
        ("/a/x.py", False),
    ],
)
def test_changes_that_count(path: str, counts: bool) -> None:
    assert watching.counts(None, path) is counts


class Terminal:
    def __init__(self, is_terminal: bool) -> None:
        self.isatty = lambda: is_terminal


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours(environment: dict[str, str], terminal: bool, colour: bool) -> None:
    assert wants_colour(Terminal(terminal), environment) is colour  # type: ignore[arg-type]


def test_an_interrupt_ends_lint(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(linting, "run", interrupt)
    result = run("lint")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


@pytest.mark.parametrize("args", [("lint", "messages"), ("import", "messages", "--into", "new")])
def test_a_link_out_of_a_folder_is_not_followed(folder: Path, args: tuple[str, ...]) -> None:
    write(folder, {"messages/a.liquid": "Hi", "private.txt": "private {{ x | foo }}"})
    (folder / "messages" / "b.liquid").symlink_to(folder / "private.txt")
    result = run(*args)
    assert result.exit_code == 2
    assert "messages/b.liquid: a link that leads out of the folder" in result.output
    assert "private" not in result.output


@pytest.mark.parametrize("command", ["lint", "check", "matrix"])
@pytest.mark.parametrize("name", ["messages/a.liquid", "./messages/../messages/a.liquid", "messages/other.liquid"])
def test_a_report_is_written_over_no_template(folder: Path, command: str, name: str) -> None:
    write(folder, {"messages/a.liquid": ABORT, "messages/other.liquid": ABORT})
    result = run(command, "a", "--output", name)
    assert result.exit_code == 2
    assert "is a template" in result.output
    assert (folder / name).read_text() == ABORT


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch")
def test_patch_takes_the_diff_whatever_ends_the_lines(folder: Path) -> None:
    text = "a\rb\u2028c\r\n\x0bd\x85{{ 'x' | hmac_sha1: 'k7x' }}\u2029\r\n\x1ce\r"
    for name in ("a.liquid", "b.liquid"):
        write(folder, {name: text})
    diff = run("lint", "a.liquid", "--diff").stdout_bytes
    patched = subprocess.run(["patch", "-p0", "--binary"], input=diff, check=False, capture_output=True)
    assert patched.returncode == 0, patched.stdout
    run("lint", "b.liquid", "--fix")
    assert (folder / "a.liquid").read_bytes() == (folder / "b.liquid").read_bytes()
    assert (folder / "a.liquid").read_bytes() == text.replace("hmac_sha1:", "hmac_sha1_hex:").encode()


@pytest.mark.parametrize("link", [FOLDER, f"{FOLDER}/lint.json", f"{FOLDER}/.gitignore"])
def test_the_cache_follows_no_link(folder: Path, link: str) -> None:
    write(folder, {"shop/braze-liquid.toml": "", "shop/messages/a.liquid": ABORT, "private/file": "mine"})
    place = folder / "shop" / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(folder / "private" if link == FOLDER else folder / "private" / "file")
    assert run("lint", "shop", "--fail-on", "warning").exit_code == 1
    assert [path.name for path in (folder / "private").iterdir()] == ["file"]
    assert (folder / "private" / "file").read_text() == "mine"
