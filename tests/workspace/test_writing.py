"""Files that are written together: all of them or none, and over nothing where they are new."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from braze_liquid_sim.workspace.writing import write_new_files


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_new_files_and_their_folders(tmp_path: Path) -> None:
    write_new_files({tmp_path / "a/b/x": b"1", tmp_path / "a/y": b"2"})
    assert everything(tmp_path) == ["a", "a/b", "a/b/x", "a/y"]
    assert (tmp_path / "a/b/x").read_bytes() == b"1"


def test_a_file_that_is_there_stays_and_nothing_else_comes(tmp_path: Path) -> None:
    (tmp_path / "y").write_bytes(b"mine")
    with pytest.raises(FileExistsError) as caught:
        write_new_files({tmp_path / "a/x": b"1", tmp_path / "y": b"2"})
    assert caught.value.filename == str(tmp_path / "y")
    assert everything(tmp_path) == ["y"]
    assert (tmp_path / "y").read_bytes() == b"mine"


def test_a_link_to_nowhere_is_there_too(tmp_path: Path) -> None:
    (tmp_path / "y").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_new_files({tmp_path / "y": b"2"})
    assert everything(tmp_path) == ["y"]


@pytest.mark.parametrize("failing", range(3))
def test_a_failure_leaves_nothing(failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = Path.hardlink_to
    calls = iter(range(9))

    def full(path: Path, target: Path) -> None:
        if next(calls) == failing:
            raise KeyboardInterrupt
        link(path, target)

    monkeypatch.setattr(Path, "hardlink_to", full)
    with pytest.raises(KeyboardInterrupt):
        write_new_files({tmp_path / name: b"1" for name in ("a/x", "a/y", "z")})
    assert everything(tmp_path) == []


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new_files({tmp_path / "a/x": b"1"})
    assert everything(tmp_path) == ["a", "a/x"]
    with pytest.raises(FileExistsError):
        write_new_files({tmp_path / "a/z": b"1", tmp_path / "a/x": b"2"})
    assert everything(tmp_path) == ["a", "a/x"]
