"""The explain command's work: find what a name stands for, and write it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from braze_liquid_sim.cli.explain_formats import COLUMNS
from braze_liquid_sim.cli.subjects import Subject, folded, subjects
from braze_liquid_sim.dialect.listed import UNSUPPORTED
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.workspace.names import near_misses


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    names: tuple[str, ...]
    everything: bool
    output_format: str


def run(request: Request) -> int:
    """Write what was asked for; the exit code is 0, since whatever is not known is a UsageError."""
    form = import_module(f"braze_liquid_sim.cli.explain_formats.{request.output_format}")
    if request.everything:
        tables = {kind: [one for one in subjects() if one.kind == kind] for kind in COLUMNS}
        text = form.write_tables(tables)
    else:
        text = form.write(list(dict.fromkeys(_asked(request.names))))
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
    return 0


def _asked(names: tuple[str, ...]) -> Iterator[Subject]:
    if not names:
        raise UsageError(
            "explain what?", help="Name a code, a filter, a tag, an attribute or a namespace; or ask for --all."
        )
    for name in names:
        yield from found(name)


def found(name: str) -> list[Subject]:
    """Everything that a name stands for.

    Raises:
        UsageError: it stands for nothing; the help has the names that may have been meant.
    """
    key = folded(name)
    known = [one for one in subjects() if one.key == key]
    if not known and "." in key:
        known = [one for one in subjects() if one.kind == "namespace" and one.key == key.partition(".")[0]]
    if not known:
        raise UsageError(f"nothing is called {name!r:.100}", help=_help(key))
    return known


def _help(key: str) -> str:
    if key in UNSUPPORTED:
        return f"Braze says that it has no filter {key}."
    by_key = {one.key: one for one in subjects()}
    near = [by_key[one] for one in near_misses(key, by_key)]
    inside = [one for one in subjects() if len(key) > 3 and key in one.key]
    meant = list(dict.fromkeys(f"{one.name} (a {one.kind})" for one in [*near, *inside]))[:4]
    if meant:
        return f"Did you mean {' or '.join(meant)}?".replace("(a attribute)", "(an attribute)")
    return "braze-liquid explain --all lists all names."
