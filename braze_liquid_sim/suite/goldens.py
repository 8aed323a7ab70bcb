"""Goldens: whole messages in files beside the tests, written by ``--update`` and reviewed like code."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import Delivery
from braze_liquid_sim.model import Sent
from braze_liquid_sim.suite.case import Case
from braze_liquid_sim.suite.comparing import differences

SUFFIX = ".golden"


def golden_file(case: Case) -> Path | None:
    """The file of a case's golden: the one it names, or for ``true`` one after the test file and the case's name."""
    named = case.expect.get("golden")
    if not named:
        return None
    if named is True:
        stem = case.file.name.removesuffix(".test.yaml")
        named = f"{stem}.{re.sub(r'[^0-9a-z]+', '-', case.name.lower()).strip('-') or case.line}{SUFFIX}"
    path = case.file.parent / str(named)
    if not path.resolve().is_relative_to(case.file.parent.resolve()):
        raise UsageError(f"golden: {named} leads out of {case.file.parent.as_posix()}", help="Keep it beside the test.")
    return path


def check_golden(
    case: Case, delivery: Delivery, secrets: Collection[str], *, update: bool
) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """What is wrong with a case's golden, and the files that were written.

    A golden is what ``render`` shows: a webhook's request with its secrets starred out (``secrets`` names headers),
    else the fields and the body.
    """
    path = golden_file(case)
    if path is None or not isinstance(delivery.outcome, Sent):
        return (), ()
    text = delivery.starred(secrets).shown()
    written = path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
    if written == text:
        return (), ()
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
        return (), (path,)
    if written is None:
        return (f"there is no golden {path.as_posix()}\nWrite it with --update, and read it.",), ()
    return (f"{path.as_posix()} is another:\n{differences(written, text)}\nIf it is right now, run with --update.",), ()
