"""A workspace as a git commit has it, in a folder of its own; the checkout and the index are not touched.

Git's own `archive` writes it, so that line ends are those of a checkout, and files marked `export-ignore` are missing.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.settings import SETTINGS_FILE

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks, relative to where it started them: here it would lead astray."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a workspace stands in."""

    top: Path
    prefix: str
    """The workspace's path below ``top``, or ``.``."""

    @classmethod
    def around(cls, root: Path) -> Repository:
        """The repository of a workspace.

        Raises:
            UsageError: there is none, or no git.
        """
        try:
            top, prefix = _git(root, "rev-parse", "--show-toplevel", "--show-prefix").decode().split("\n")[:2]
        except _GitError as error:
            raise UsageError(
                f"{root.as_posix()}: git finds no repository: {error}", help="Name two folders instead of revisions."
            ) from error
        return cls(Path(top), prefix.rstrip("/") or ".")

    def commit(self, revision: str) -> str:
        """The hash of the commit that a revision stands for.

        Raises:
            UsageError: there is none. What begins with a hyphen is none, whatever git makes of it.
        """
        if not revision.startswith("-"):
            try:
                return _git(self.top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
            except _GitError:
                pass
        raise UsageError(
            f"no folder and no git revision {revision!r:.100}",
            help="Name a commit, a branch, a tag or a folder. A clone without history has to fetch it first.",
        )

    def state(self, besides: Path | None = None) -> str:
        """The hash of the commit that the workspace stands at, with a ``+`` where its files differ from it.

        What stands in the folder ``besides`` does not matter.
        """
        try:
            commit = _git(self.top, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        except _GitError:
            return ""  # a repository without any commit
        listed = _git(self.top, "--literal-pathspecs", "status", "--porcelain", "-z", "--no-renames", "--", self.prefix)
        changed = [self.top / os.fsdecode(line[3:]) for line in listed.split(b"\0") if line]
        apart = besides.resolve() if besides else None
        own = [path for path in changed if not (apart and path.is_relative_to(apart))]
        return f"{commit}+" if own else commit

    def ignores(self, path: Path) -> bool:
        """Whether git leaves a file out of its commits."""
        try:
            _git(self.top, "check-ignore", "--quiet", "--", str(path))
        except _GitError:
            return False
        return True

    def unpack(self, commit: str, folder: Path) -> Path:
        """Write the workspace of a commit, and the settings above it, into an empty folder; where its root is there.

        Raises:
            UsageError: the commit has no such folder.
        """
        paths = [self.prefix, *self._settings()]
        listed = _git(self.top, "--literal-pathspecs", "ls-tree", "-r", "-z", "--name-only", commit, "--", *paths)
        names = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
        known = [path for path in paths if path == "." or any(f"{name}/".startswith(f"{path}/") for name in names)]
        if self.prefix not in known or not names:
            raise UsageError(
                f"the commit {commit[:12]} has no folder {self.prefix}",
                help="The workspace has moved since; name two folders instead of revisions.",
            )
        _unpack(_git(self.top, "--literal-pathspecs", "archive", "--format=tar", commit, "--", *known), folder)
        return folder / self.prefix

    def _settings(self) -> list[str]:
        """Where settings of the workspace may stand outside of it: in the folders above."""
        above = [] if self.prefix == "." else [*PurePosixPath(self.prefix).parents]
        return [(folder / name).as_posix() for folder in above for name in (SETTINGS_FILE, "pyproject.toml")]


class _GitError(Exception):
    """Git refused; the text is the last line of what it said."""


def _git(folder: Path, *args: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is not installed", help="Install it, or name two folders instead of revisions.")
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            [git, "-C", str(folder), *args], stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False
        )
    except (OSError, ValueError) as error:  # a revision with a zero byte in it is a ValueError
        raise _GitError(str(error)) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(lines[-1] if lines else f"exit code {done.returncode}")
    return done.stdout


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the files of an archive; links come last, so that nothing is written through one."""
    links: list[tuple[Path, str]] = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = folder / member.name
            if ".." in path.parts or PurePosixPath(member.name).is_absolute():
                continue
            if member.issym():
                links.append((path, member.linkname))
            elif member.isfile() and (file := tar.extractfile(member)):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())
            elif member.isdir():
                path.mkdir(parents=True, exist_ok=True)
    for path, target in links:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
