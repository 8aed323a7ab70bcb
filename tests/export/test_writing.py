"""An export replaces the last one as a whole, whatever happens on the way."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export import writing
from braze_liquid_sim.export.export import MANIFEST, File
from braze_liquid_sim.export.writing import write_folder

Tree = dict[str, bytes]


def export_of(**texts: str) -> dict[str, File]:
    files = {f"a/{name}.txt": File(text.encode()) for name, text in texts.items()}
    document = {"format": "braze-liquid-export", "files": {name: {} for name in files}}
    return {**files, MANIFEST: File(json.dumps(document).encode())}


OLD, NEW = export_of(one="1", two="2"), export_of(one="one", three="3")


def tree(folder: Path) -> Tree:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(files: dict[str, File]) -> Tree:
    return {name: file.content for name, file in files.items()}


def test_a_new_export_replaces_the_old_one(tmp_path: Path) -> None:
    for files in (OLD, NEW):
        write_folder(tmp_path / "out", files)
        assert tree(tmp_path / "out") == contents(files)
    assert names(tmp_path) == ["out"]


def test_a_secret_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {**OLD, "s": File(b"x", secret=True)})
    assert stat.S_IMODE((tmp_path / "out" / "s").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "out" / MANIFEST).stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_run_that_is_killed_leaves_the_old_export_or_the_new_one(
    tmp_path: Path, exchanging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanging:
        monkeypatch.setattr(writing, "_exchange", lambda first, second: False)
    out = tmp_path / "out"
    write_folder(out, OLD)
    seen = set()
    for step in range(100):
        if not killed_at(step, out):
            break
        if not out.exists():
            assert not exchanging
            # Between two renames: the next run finds the old one under its other name.
            writing._recover(out, tmp_path / ".out.old")
        assert tree(out) in (contents(OLD), contents(NEW))
        seen.add(tree(out) == contents(NEW))
        write_folder(out, OLD)
        assert tree(out) == contents(OLD)
        assert names(tmp_path) == ["out"]
    else:
        raise AssertionError("it never ended")
    assert step > 8
    assert seen == {False, True}
    assert tree(out) == contents(NEW)


def killed_at(step: int, out: Path) -> bool:
    """Export in a process that ends, without a word, before its step-th call of the system; whether it came so far."""
    child = os.fork()
    if child == 0:
        _die_at(step)
        write_folder(out, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 9)
    return os.waitstatus_to_exitcode(status) == 9


def _die_at(step: int) -> None:
    left = [step]

    def watched(function: Any) -> Any:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if not left[0]:
                os._exit(9)
            left[0] -= 1
            return function(*arguments, **keywords)

        return call

    for name in ("open", "fsync", "mkdir", "rename", "unlink", "rmdir", "replace"):
        setattr(os, name, watched(getattr(os, name)))
    writing._exchange = watched(writing._exchange)


def test_a_failure_leaves_the_old_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", OLD)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="out: cannot be written: No space left"):
        write_folder(tmp_path / "out", NEW)
    assert tree(tmp_path / "out") == contents(OLD)
    assert names(tmp_path) == ["out"]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"holds files that no export has written: mine\.txt"):
        write_folder(tmp_path / "out", NEW)
    assert tree(tmp_path / "out") == {"mine.txt": b"mine"}


def test_a_file_among_those_of_an_export_is_not_lost(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", OLD)
    (tmp_path / "out" / "a" / "note.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"a/note\.txt"):
        write_folder(tmp_path / "out", NEW)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError, match="is no folder"):
        write_folder(tmp_path / "out", NEW)


def test_a_link_in_the_place_of_the_new_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "mine.txt").write_text("mine")
    for name in (".out.new", ".out.old"):
        (tmp_path / name).symlink_to(tmp_path / "real")
    write_folder(tmp_path / "out", NEW)
    assert tree(tmp_path / "out") == contents(NEW)
    assert names(tmp_path) == ["out", "real"]
    assert tree(tmp_path / "real") == {"mine.txt": b"mine"}


def test_a_link_among_the_files_is_not_lost(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", OLD)
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="holds files that no export has written: link"):
        write_folder(tmp_path / "out", NEW)


@pytest.mark.parametrize("name", [".", "..", "/", "out/.."])
def test_a_folder_needs_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="needs one of its own"):
        write_folder(Path(name), NEW)


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", OLD)

    def refuse(self: Path, pattern: str) -> list[Path]:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "rglob", refuse)
    with pytest.raises(UsageError, match="out: cannot be read: Permission denied"):
        write_folder(tmp_path / "out", NEW)


def test_of_two_runs_at_once_one_waits_for_the_other(tmp_path: Path) -> None:
    out = tmp_path / "out"
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            files = export_of(**{f"n{one}": f"{number} {one}" for one in range(20)})
            for _ in range(5):
                write_folder(out, files)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    assert len({path.read_bytes().split()[0] for path in (out / "a").iterdir()}) == 1
    assert len(tree(out)) == 21
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", NEW)
    assert tree(tmp_path / "out") == contents(NEW)
