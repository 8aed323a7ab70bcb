"""The diff command's work: find the two states, compare what they send, write it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from braze_liquid_sim.cli import diff_formats
from braze_liquid_sim.cli.inputs import instant
from braze_liquid_sim.comparison.changes import compare
from braze_liquid_sim.comparison.revisions import Repository
from braze_liquid_sim.comparison.side import Side
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace import Workspace

WORKING_TREE = "working tree"


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    first: str
    second: str | None
    hostile: bool
    now: str | None
    output_format: str
    workspace: str | None


def run(request: Request) -> int:
    """Compare; the exit code is 1 where anything changed."""
    now = instant(request.now)
    with ExitStack() as stack:
        folders: dict[str, str] = {}
        try:
            old, new = (_side(name, request, stack, folders) for name in _names(request))
            comparison = compare(old, new, now, hostile=request.hostile)
            text = diff_formats.write(request.output_format, comparison, old, new, now)
        except UsageError as error:
            raise _with_names(error, folders) from error
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 1 if comparison.changed else 0


def _names(request: Request) -> tuple[str, str | None]:
    """The older and the newer state; None is the working tree."""
    first, second = request.first, request.second
    if second is not None or ".." not in first or _is_folder(first):
        return first, second
    if "..." in first:
        raise UsageError(
            f"{first!r:.100}: three dots", help="Write OLD..NEW, or $(git merge-base OLD NEW) for where they parted."
        )
    before, _, after = first.partition("..")
    return before or "HEAD", after or "HEAD"


def _side(name: str | None, request: Request, stack: ExitStack, folders: dict[str, str]) -> Side:
    """The workspace of a folder, a revision or the working tree; a folder goes before a revision of its name."""
    if name is None:
        return Side(WORKING_TREE, _here(request))
    if _is_folder(name):
        return Side(name, Workspace.open(name, upwards=False))
    repository = Repository.around(_here(request).root)
    commit = repository.commit(name)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="braze-liquid-")))
    folders[folder.as_posix()] = name
    return Side(name, Workspace(repository.unpack(commit, folder)), commit)


def _here(request: Request) -> Workspace:
    if request.workspace is not None:
        return Workspace.open(request.workspace, upwards=False)
    return Workspace.open(".")


def _is_folder(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _with_names(error: UsageError, folders: dict[str, str]) -> UsageError:
    """The error with a revision's name where the folder stands that it was unpacked into."""
    message = error.message
    for folder, name in folders.items():
        message = message.replace(f"{folder}/", f"{name}:")
    return UsageError(message, help=error.help)
