"""``--watch``: run, and run again whenever a file changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from braze_liquid_sim.cli.group import tell
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.cache import FOLDER

_SUFFIXES = (".liquid", ".yaml", ".yml", ".json", ".jsonl", ".csv", ".toml")


def watch(folders: Iterable[Path], once: Callable[[], int]) -> int:
    """Run ``once`` now and after each change below the folders, until Ctrl-C.

    A wrong option or file of the user's is told and waited on, since the next change may mend it.
    """
    try:
        import watchfiles
    except ImportError:
        raise UsageError("--watch needs watchfiles", help="Run pip install 'braze-liquid-sim[watch]'.") from None
    places = sorted({folder.resolve() for folder in folders})
    try:
        _tell(once)
        for _ in watchfiles.watch(*places, watch_filter=counts):
            if sys.stdout.isatty():
                click.clear()
            _tell(once)
    except KeyboardInterrupt:
        pass
    return 0


def _tell(once: Callable[[], int]) -> None:
    try:
        once()
    except UsageError as error:
        tell(error)
    click.echo("watching; Ctrl-C ends it", err=True)


def counts(_change: Any, path: str) -> bool:
    """Whether a change is one of a file that is read, and not of our own cache."""
    *folders, name = Path(path).parts
    return name.endswith(_SUFFIXES) and not name.startswith(".") and FOLDER not in folders
