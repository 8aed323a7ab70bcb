"""The lint command's work: read files, find, mend, report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from braze_liquid_sim.cli import fixes
from braze_liquid_sim.cli.group import tell
from braze_liquid_sim.cli.inputs import instant
from braze_liquid_sim.cli.reporting import Reporting, deliver, exit_code
from braze_liquid_sim.cli.targets import Homes, Target, targets
from braze_liquid_sim.codes import names_of_codes
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.batch import Home, Text, lint_texts
from braze_liquid_sim.lint.configuration import Configuration, check_selectors, configuration
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.lint.sifting import sift
from braze_liquid_sim.model import Finding
from braze_liquid_sim.report.hiding import CODE as SECRET
from braze_liquid_sim.report.hiding import without_secrets
from braze_liquid_sim.report.report import Report, in_order
from braze_liquid_sim.runtime_codes import RUNTIME_CODES

_LONG = 50
"""Files for which a bar is shown on a terminal."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The options that say which findings count."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    paths: tuple[str, ...] = ()
    stdin_filename: str | None = None
    selection: Selection = Selection()
    reporting: Reporting = Reporting()  # noqa: RUF009 (frozen)
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    cached: bool = True
    now: str | None = None
    workspace: str | None = None


@dataclass
class Run:
    """One look at all files."""

    request: Request
    homes: Homes
    targets: list[Target]
    topics: Mapping[str, str]
    configurations: dict[Path | None, Configuration] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    unreadable: list[UsageError] = field(default_factory=list)
    found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """The findings that count, by file."""
    secrets: list[Finding] = field(default_factory=list)
    """Those of them, and of the others, that say where a secret stands."""
    suppressed: int = 0

    def configuration(self, home: Home) -> Configuration:
        """The settings of a workspace under the options of the command line."""
        if home.root not in self.configurations:
            self.configurations[home.root] = configured(home, self.request.selection)
        return self.configurations[home.root]

    def read(self) -> None:
        """Read every file; what cannot be read is told in the end."""
        for target in self.targets:
            self.configuration(target.home)
            try:
                self.texts[target.name] = target.read()
            except UsageError as error:
                self.unreadable.append(error)

    def look(self) -> None:
        """Find in every file that could be read."""
        self.suppressed = 0
        self.secrets = []
        readable = [target for target in self.targets if target.name in self.texts]
        with bar(len(readable)) as tell:
            for home in dict.fromkeys(target.home for target in readable):
                self._look([target for target in readable if target.home is home], home, tell)

    def _look(self, group: list[Target], home: Home, tell: Callable[[int], None]) -> None:
        cache = home.open_cache() if self.request.cached else None
        found = lint_texts([self.texts[target.name] for target in group], home, cache, tell)
        for target in group:
            sifted = sift(found[target.name], self.configuration(home), self.topics, target.place)
            self.found[target.name] = sifted.findings
            self.secrets += (finding for finding in found[target.name] if finding.code == SECRET)
            self.suppressed += sifted.suppressed

    def changes(self) -> Iterator[fixes.Change]:
        """What the fixes make of the files."""
        unsafe = self.request.unsafe_fixes
        for target in self.targets:
            if any(finding.fix and (finding.fix.safe or unsafe) for finding in self.found.get(target.name, ())):
                settings = self.configuration(target.home)
                made = fixes.change(target, self.texts[target.name], settings, self.topics, unsafe=unsafe)
                if made:
                    yield made

    def report(self, fixed: int = 0) -> Report:
        """What there is to say."""
        findings = in_order(finding for found in self.found.values() for finding in found)
        report = Report(findings, tuple(self.texts), suppressed=self.suppressed, fixed=fixed)
        return without_secrets(report, self.secrets)

    def ended(self, code: int) -> int:
        """The exit code, once what could not be read is told."""
        for error in self.unreadable:
            tell(error)
        return 2 if self.unreadable else code


def run(request: Request, environment: Mapping[str, str]) -> int:
    """Lint once; the exit code says whether a finding is as bad as the bar."""
    started = begin(request)
    started.read()
    started.look()
    if request.diff:
        return show_diff(started)
    fixed = write_fixes(started) if request.fix else 0
    report = started.report(fixed)
    stdin = any(target.stdin for target in started.targets)
    # The mended text of stdin is what stdout is for.
    deliver(report, request.reporting, environment, sys.stderr if request.fix and stdin else None)
    bars = [started.configuration(target.home).fail_on for target in started.targets]
    code = max((exit_code(report, bar, request.reporting) for bar in bars), default=0)
    return started.ended(code)


def begin(request: Request) -> Run:
    """Find the files; raises UsageError where an option or a path is wrong."""
    if request.unsafe_fixes and not (request.fix or request.diff):
        raise UsageError("--unsafe-fixes fixes nothing by itself", help="Add --fix, or --diff to see them first.")
    for option, selectors in (("--select", request.selection.select), ("--ignore", request.selection.ignore)):
        check_selectors(selectors, names_of_codes(), option)
    homes = Homes(request.workspace, instant(request.now).date())
    topics = {code.code: code.topic for code in rules().values()}
    topics = {code: topic for code, (topic, _) in RUNTIME_CODES.items()} | topics
    return Run(request, homes, targets(request.paths, homes, request.stdin_filename), topics)


def configured(home: Home, selection: Selection) -> Configuration:
    """The settings of a workspace under the options of a command."""
    settings = home.workspace.settings if home.workspace else None
    read = configuration(settings.lint, settings.name, names_of_codes()) if settings else Configuration()
    return read.with_options(selection.select, selection.ignore, selection.fail_on)


def write_fixes(run: Run) -> int:
    """Write the mended files, and look at everything once more: a block that changed is seen by its callers."""
    changes = list(run.changes())
    fixes.write_changes(change for change in changes if not change.target.stdin)
    after = {change.target.name: change.after for change in changes}
    for target in run.targets:
        if target.stdin and target.name in run.texts:
            sys.stdout.buffer.write(after.get(target.name, run.texts[target.name].text).encode())
    if changes:
        fresh = begin(run.request)
        run.targets = fresh.targets
        run.texts = {name: Text(name, text.kind, after.get(name, text.text)) for name, text in run.texts.items()}
        run.look()
    return sum(change.fixed for change in changes)


def show_diff(run: Run) -> int:
    """Print what ``--fix`` would change; 1 where that is anything."""
    changes = list(run.changes())
    for change in changes:
        for line in fixes.diff(change):
            sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    return run.ended(int(bool(changes) and not run.request.reporting.exit_zero))


@contextmanager
def bar(length: int, least: int = _LONG) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where that is a terminal, for so many templates or more."""
    hidden = length < least or not sys.stderr.isatty()
    if hidden:
        yield lambda _: None
        return
    with click.progressbar(length=length, label="templates", show_pos=True, file=sys.stderr) as progress:
        yield progress.update


def watched(request: Request) -> set[Path]:
    """The folders whose changes a run depends on."""
    if "-" in request.paths:
        raise UsageError("stdin cannot be watched", help="Name files or folders.")
    folders = {path for path in map(Path, request.paths) if path.is_dir()}
    for target in begin(request).targets:
        folders |= {target.path.parent, target.home.root or target.path.parent}
    return folders
