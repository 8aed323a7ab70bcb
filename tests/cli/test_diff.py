"""`braze-liquid diff` with revisions of git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_render import run, write

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

MESSAGE = "shop/templates/messages/m.liquid"


def git(*args: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", *args],
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str]) -> str:
    write(folder, files)
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "x")
    return git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits, and a third state in the working tree."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    commit(folder, {MESSAGE: "one", "shop/templates/users/ann.yaml": "{first_name: Ann}", "elsewhere.txt": "x"})
    git("tag", "first")
    commit(folder, {MESSAGE: "two"})
    write(folder, {MESSAGE: "three"})
    return folder


@pytest.mark.parametrize(
    ("args", "before", "after"),
    [
        pytest.param(["HEAD"], "two", "three", id="with the working tree"),
        pytest.param(["first"], "one", "three", id="a tag"),
        pytest.param(["HEAD~1", "main"], "one", "two", id="two revisions"),
        pytest.param(["HEAD~1..main"], "one", "two", id="two revisions with dots"),
        pytest.param(["first.."], "one", "two", id="dots to HEAD"),
        pytest.param(["..first"], "two", "one", id="dots from HEAD"),
        pytest.param(["main@{0}", "shop/templates"], "two", "three", id="a revision with a folder"),
    ],
)
def test_revisions(args: list[str], before: str, after: str) -> None:
    result = run("diff", *args, "--workspace", "shop", "--format", "json")
    document = json.loads(result.stdout)
    [template] = document["templates"]
    [change] = template["changes"]
    assert (change["old"]["text"], change["new"]["text"]) == (before, after)
    assert (result.exit_code, result.stderr) == (1, "")


def test_the_commits_are_named() -> None:
    document = json.loads(run("diff", "first..HEAD", "--workspace", "shop", "--format", "json").stdout)
    assert document["old"] == {"name": "first", "commit": git("rev-parse", "first")}
    assert document["new"] == {"name": "HEAD", "commit": git("rev-parse", "HEAD")}


def test_the_same_revision_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("shop/templates/users")
    result = run("diff", "HEAD..main")
    assert (result.exit_code, result.stdout) == (0, "messages/m: unchanged\n1 unchanged\n")


def test_nothing_is_touched_and_nothing_left_behind(repository: Path, tmp_path: Path) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        files = (path for path in repository.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    assert run("diff", "HEAD~1..HEAD", "--workspace", "shop").exit_code == 1
    assert state() == before
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["--output=x", "-h", "HEAD --", "nope", "HEAD:shop", "", "a\0b", "x" * 5000, "first^{/"]
)
def test_what_is_no_revision(name: str, repository: Path) -> None:
    result = run("diff", "--workspace", "shop", "--", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: no folder and no git revision ")
    assert not (repository / "x").exists()


def test_a_hook_of_git_may_run_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert run("diff", "HEAD", "--workspace", "shop").exit_code == 1


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("diff", "HEAD", "--workspace", "shop")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: git is not installed\n  help: Install it, or name two folders instead of revisions.\n"
    )


def test_without_a_repository(tmp_path: Path) -> None:
    write(tmp_path, {"w/messages/m.liquid": "x"})
    result = run("diff", "HEAD", "--workspace", str(tmp_path / "w"))
    assert result.exit_code == 2
    assert "/w: git finds no repository: " in result.stderr


def test_a_workspace_that_was_not_there_yet(repository: Path) -> None:
    write(repository, {"other/messages/m.liquid": "x"})
    result = run("diff", "HEAD", "--workspace", "other")
    assert result.exit_code == 2
    assert "has no folder other\n" in result.stderr


@pytest.mark.parametrize("folder", ["odd [x]*", ":(top)", "김"])
def test_a_folder_of_an_odd_name(folder: str, repository: Path) -> None:
    commit(repository, {f"{folder}/messages/m.liquid": "one"})
    write(repository, {f"{folder}/messages/m.liquid": "two"})
    result = run("diff", "HEAD", "--workspace", folder)
    assert "    -one\n    +two\n" in result.stdout


def test_a_workspace_that_is_the_repository(repository: Path) -> None:
    commit(repository, {"braze-liquid.toml": "", "messages/m.liquid": "one"})
    write(repository, {"messages/m.liquid": "two"})
    assert "    -one\n    +two\n" in run("diff", "HEAD", "--workspace", ".").stdout


def test_settings_above_the_workspace_count(repository: Path) -> None:
    settings = '[tool.braze-liquid]\npath = "shop/templates"\nsecret_headers = ["X-Old"]\n'
    webhook = "shop/templates/webhooks/w.liquid"
    head = "---\nurl: https://x.example\nheaders: {{X-Old: hidden {}}}\n---\n{{}}"
    commit(repository, {"pyproject.toml": settings, webhook: head.format("one")})
    write(repository, {"pyproject.toml": settings.replace("X-Old", "X-New"), webhook: head.format("two")})
    result = run("diff", "HEAD")
    assert "hidden one" not in result.stdout
    assert "hidden two" not in result.stdout
    assert "(a secret that is not shown differs)" in result.stdout


def test_a_wrong_file_of_a_commit_is_named_with_its_revision(repository: Path) -> None:
    commit(repository, {"shop/templates/users/ann.yaml": "["})
    result = run("diff", "HEAD..HEAD", "--workspace", "shop")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: HEAD:shop/templates/users/ann.yaml:1:2: ")


def test_a_link_out_of_the_workspace_is_not_followed(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (repository / "shop/templates/messages/link.liquid").symlink_to(tmp_path / "secret")
    (repository / "shop/templates/messages/inside.liquid").symlink_to("m.liquid")
    commit(repository, {})
    write(repository, {MESSAGE: "four"})
    result = run("diff", "HEAD", "--workspace", "shop")
    assert "secret" not in result.stdout
    assert "messages/inside: changed for 1 of 1 user" in result.stdout
    assert "messages/link: unchanged" in result.stdout
