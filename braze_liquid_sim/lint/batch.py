"""Many files at once: those that have not changed from the cache, the others in as many processes as pay."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.lint.cache import Cache, digest
from braze_liquid_sim.lint.linting import lint
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.reading import Readable, read_template
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.lint.storing import restored, stored
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.workspace import Workspace

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_MANY = 120
"""Files for which the start of more processes pays."""

_CHUNK = 25

Stored = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Text:
    """A file as it was read."""

    name: str
    """How messages call it."""
    kind: str
    text: str

    @property
    def key(self) -> str:
        """What the findings depend on in the file itself."""
        return digest(self.name, self.kind, self.text)


@dataclass(frozen=True)
class Home:
    """Where files stand: a workspace, or none."""

    root: Path | None
    today: date

    @cached_property
    def workspace(self) -> Workspace | None:
        """The workspace at the root."""
        return Workspace(self.root) if self.root is not None else None

    @cached_property
    def project(self) -> Project:
        """What the rules may know."""
        if self.workspace is None:
            return Project(self.today)
        blocks = Readable(self.workspace.content_blocks)
        return Project(self.today, blocks, complete=True, passkit=self.workspace.settings.passkit)

    def open_cache(self) -> Cache | None:
        """The cache of the workspace; files outside of any have none."""
        if self.workspace is None or self.root is None:
            return None
        blocks = self.workspace.content_blocks
        parts: list[bytes | str] = [self.today.isoformat(), repr(sorted(self.project.passkit.items()))]
        for name in blocks:
            parts += [name, blocks.path(name).read_bytes()]
        return Cache(self.root, parts)


def lint_texts(
    texts: Iterable[Text], home: Home, cache: Cache | None = None, tell: Callable[[int], None] = lambda _: None
) -> dict[str, list[Finding]]:
    """The findings of each file by its name; ``tell`` hears of every so many files that are done."""
    found: dict[str, list[Finding]] = {}
    missing: list[Text] = []
    for text in texts:
        known = _known(text, home, cache) if cache else None
        found[text.name] = known or []
        if known is None:
            missing.append(text)
    tell(len(found) - len(missing))
    for text, values in _linted(missing, home, tell):
        found[text.name] = _restored(text, values, home)
        if cache:
            cache.put(text.name, text.key, values)
    if cache:
        cache.write()
    return found


def _known(text: Text, home: Home, cache: Cache) -> list[Finding] | None:
    """The findings that the cache has; None where it has none, or damaged ones."""
    values = cache.get(text.name, text.key)
    try:
        return _restored(text, values, home) if values is not None else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _restored(text: Text, values: Stored, home: Home) -> list[Finding]:
    source = Source(text.text, text.name, text.kind)
    return [restored(one, source, lambda name: _block(name, home)) for one in values]


def _block(name: str, home: Home) -> Source | None:
    """The content block that messages call so."""
    blocks = home.project.blocks.values()
    return next((block for block in blocks if block.name == name), None)


def _linted(texts: list[Text], home: Home, tell: Callable[[int], None]) -> Iterator[tuple[Text, Stored]]:
    """Each file and its findings; where processes cannot be started, one after the other here."""
    done = 0
    if len(texts) >= _MANY and (processes := min(_processors(), 4)) > 1:
        for pair in _in_processes(texts, home, processes):
            done += 1
            yield pair
            tell(1)
    for text in texts[done:]:
        yield text, _lint_one(text, home)
        tell(1)


def _in_processes(texts: list[Text], home: Home, processes: int) -> Iterator[tuple[Text, Stored]]:
    """As many from the front as processes could be started for: all, as a rule."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    pool = ProcessPoolExecutor(processes, _context(), _begin, (home.root, home.today))
    try:
        for chunk, found in zip(chunks, pool.map(_lint_chunk, chunks), strict=True):
            yield from zip(chunk, found, strict=True)
    except (OSError, BrokenExecutor):
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _context() -> BaseContext:
    """A copy of this process has the rules loaded; it is safe to copy where no thread holds a lock."""
    from multiprocessing import get_context

    rules()
    alone = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if alone else "spawn")


_home: Home
"""That of a worker process."""


def _begin(root: Path | None, today: date) -> None:
    """Make a worker ready; an interrupt is for the process that started it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _home  # noqa: PLW0603 (a worker has no other way to keep what it begins with)
    _home = Home(root, today)


def _lint_chunk(texts: list[Text]) -> list[Stored]:
    return [_lint_one(text, _home) for text in texts]


def _lint_one(text: Text, home: Home) -> Stored:
    source = read_template(text.text, text.name, text.kind)
    findings = [source] if isinstance(source, Finding) else lint(source, home.project)
    return [stored(finding) for finding in findings]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
