"""Generated code on disk, so that a template seen before is neither parsed nor compiled again.

A file's name is a hash of all that the code depends on: the engine, Python, the template, the content blocks, the
options. Changed input asks for another file; nothing ever has to be told that it is out of date. Files that are no
longer asked for stay until somebody deletes them, which is safe at any time.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from braze_liquid_sim.engine.program import LOADED, Job, Made, Module
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Finding, Severity, Source, Span

_DIGEST = 32
"""Bytes of a SHA-256, which each file begins with."""
_WRITABLE_BY_OTHERS = 0o002
Place = tuple[str | None, int, int]
"""A block's name (None: the template itself), start and end in its file."""


class Cache:
    """Modules in a folder.

    The folder must be one's own: it holds code, and whoever can write there decides what a render runs. It is made so
    that nobody else can look into it (templates may hold keys), and refused where it belongs to somebody else.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = self._folder.stat()
        except OSError as error:
            raise UsageError(f"The cache cannot be in {str(folder)!r}: {error.strerror}.") from error
        foreign = hasattr(os, "geteuid") and state.st_uid not in (os.geteuid(), 0)
        if os.name == "posix" and (foreign or state.st_mode & _WRITABLE_BY_OTHERS):
            help = "It holds code that is run: take a folder that only you can write to."
            raise UsageError(f"The cache cannot be in {str(folder)!r}: others can write there.", help=help)

    def module(self, job: Job, build: Callable[[Job], Module]) -> Module:
        """The module of a template: from the disk, else built and kept."""
        key = key_of(job)
        kept = self._read(key)
        if kept is not None:
            return _restored(kept, job)
        module = build(job)
        if _runs_what_stands_on_disk():
            self._write(key, module, job)
        return module

    def _read(self, key: str) -> tuple[Any, ...] | None:
        """What stands under a key; None for nothing, and for a file that we have not written there like this."""
        try:
            content = (self._folder / key).read_bytes()
        except OSError:
            return None
        digest, payload = content[:_DIGEST], content[_DIGEST:]
        return marshal.loads(payload) if digest == _digest(key, payload) else None

    def _write(self, key: str, module: Module, job: Job) -> None:
        """Keep a module, at once for all who read; what cannot be kept is not."""
        from tempfile import NamedTemporaryFile

        try:
            payload = marshal.dumps(_kept(module, job))
            with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                try:
                    file.write(_digest(key, payload) + payload)
                    file.close()
                    os.replace(file.name, self._folder / key)  # noqa: PTH105 (the name is a text)
                except BaseException:
                    os.unlink(file.name)  # noqa: PTH108 (as above)
                    raise
        except (OSError, ValueError, RecursionError, pickle.PicklingError, AttributeError, TypeError):
            # The disk is full or read-only, or a constant cannot be written (nested too deep, a nameless function).
            return


def key_of(job: Job) -> str:
    """The name of a job's file: 64 hexadecimal digits."""
    blocks = sorted((name, _told(block)) for name, block in job.blocks.items())
    options = job.mode, job.limits, job.line_numbers, job.traced, job.partial, job.careful
    told = repr((_engine(), sys.version, sys.flags.optimize, _told(job.source), blocks, options))
    return hashlib.sha256(told.encode()).hexdigest()


def _told(source: str | Source) -> str:
    """All of a source that the code and its spans depend on."""
    if isinstance(source, str):
        return repr(source)
    values = {field.name: getattr(source, field.name) for field in fields(source) if field.compare}
    return f"{type(source).__qualname__}{values!r}"


@cache
def _engine() -> str:
    """This engine: its version, and the size and time of change of each file, by which Python knows its own code."""
    return _look()[0]


def _runs_what_stands_on_disk() -> bool:
    """Whether the engine is still as it was when it was loaded: while somebody works at it, nothing is kept."""
    engine, changed = _look()
    return engine == _engine() and changed <= LOADED


def _look() -> tuple[str, int]:
    """A digest of the engine on disk, and when it was changed last."""
    # The package itself stands above this layer: it is looked at, not imported.
    package = sys.modules[__name__.partition(".")[0]]
    told = [package.__version__]
    changed = 0
    folders = [folder for folder in package.__path__ if os.path.isdir(folder)]  # noqa: PTH112 (as os.scandir)
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    told.append(f"{entry.path} {state.st_size} {state.st_mtime_ns}")
                    changed = max(changed, state.st_mtime_ns)
                elif entry.name != "__pycache__" and entry.is_dir():
                    folders.append(entry.path)
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest(), changed


def _digest(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + payload).digest()


def _kept(module: Module, job: Job) -> tuple[Any, ...]:
    """A module as values that ``marshal`` knows."""
    names = {id(block): name for name, block in job.opened.items()}

    def place(span: Span) -> Place:
        return names.get(id(span.source)), span.start, span.end

    warnings = [(one.code, one.message, place(one.span), one.help) for one in module.warnings if one.span]
    return (
        module.python_source,
        module.code,
        pickle.dumps({**module.constants, **module.recipes}, pickle.HIGHEST_PROTOCOL),
        [place(module.span(number)) for number in range(module.places)],
        module.traced,
        module.needs_context,
        module.needs_services,
        None if module.fields is None else dict(module.fields),
        warnings,
    )


def _restored(kept: tuple[Any, ...], job: Job) -> Module:
    """The module that was kept."""
    python_source, code, pickled, places, traced, needs_context, needs_services, read, warnings = kept
    constants: Mapping[str, Any] = pickle.loads(pickled)

    def span(place: Place) -> Span:
        name, start, end = place
        return Span(job.source if name is None else job.block(name), start, end)

    return Module(
        python_source,
        code,
        {name: value.make(*value.arguments) if isinstance(value, Made) else value for name, value in constants.items()},
        {name: value for name, value in constants.items() if isinstance(value, Made)},
        lambda number: span(places[number]),
        len(places),
        traced,
        needs_context,
        needs_services,
        read,
        tuple(Finding(code, message, span(place), Severity.WARNING, help) for code, message, place, help in warnings),
    )
