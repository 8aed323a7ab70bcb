"""The check command's work: mend if asked to, look at everything, sift, report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from braze_liquid_sim.checking import check
from braze_liquid_sim.checks import checks
from braze_liquid_sim.cli import linting
from braze_liquid_sim.cli.inputs import instant
from braze_liquid_sim.cli.linting import Selection, bar, configured
from braze_liquid_sim.cli.reporting import Reporting, deliver, exit_code
from braze_liquid_sim.codes import TOPICS, names_of_codes
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.batch import Home
from braze_liquid_sim.lint.configuration import Configuration, check_selectors
from braze_liquid_sim.lint.reading import read_template
from braze_liquid_sim.lint.sifting import sift, stale_comments
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.report.catalogue import topics
from braze_liquid_sim.report.hiding import without_secrets
from braze_liquid_sim.report.report import Report, file_of, in_order
from braze_liquid_sim.workspace import User, Workspace
from braze_liquid_sim.workspace.reading import read_text
from braze_liquid_sim.workspace.users import users_called


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    templates: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    selection: Selection = Selection()  # noqa: RUF009 (frozen)
    reporting: Reporting = Reporting()  # noqa: RUF009 (frozen)
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    now: str | None = None
    workspace: str | None = None


def run(request: Request, environment: Mapping[str, str]) -> int:
    """Check once; the exit code says whether a finding is as bad as the bar."""
    for option, selectors in (("--select", request.selection.select), ("--ignore", request.selection.ignore)):
        check_selectors(selectors, names_of_codes(), option)
    fixed = 0
    if request.fix or request.diff or request.unsafe_fixes:
        mending = linting.begin(_lint_request(request))
        mending.read()
        mending.look()
        if request.diff:
            return linting.show_diff(mending)
        fixed = linting.write_fixes(mending)
    report, settings = report_of(request)
    report = replace(report, fixed=fixed)
    deliver(report, request.reporting, environment)
    return exit_code(report, settings.fail_on, request.reporting)


def report_of(request: Request) -> tuple[Report, Configuration]:
    """Everything there is to say, as comments and settings leave it, and these settings."""
    home = Home(_open(request).root, instant(request.now).date())
    settings = configured(home, request.selection)
    return _sifted(_checked(request, home), request, home, settings), settings


def _open(request: Request) -> Workspace:
    """The workspace named, else that of the current folder, else that of the first template's file."""
    if request.workspace is not None:
        return Workspace.open(request.workspace, upwards=False)
    found = Workspace.find(".")
    if found is None and request.templates and Path(request.templates[0]).exists():
        found = Workspace.find(request.templates[0])
    return found or Workspace.open(".")


def folder(request: Request) -> Path:
    """The folder whose changes a run depends on."""
    return _open(request).root


def _lint_request(request: Request) -> linting.Request:
    workspace = _open(request)
    names = names_in(workspace, request.templates) or list(workspace.templates)
    return linting.Request(
        tuple(workspace.templates.path(name).as_posix() for name in names),
        selection=request.selection,
        reporting=request.reporting,
        fix=request.fix,
        unsafe_fixes=request.unsafe_fixes,
        diff=request.diff,
        now=request.now,
        workspace=request.workspace,
    )


def names_in(workspace: Workspace, typed: Iterable[str]) -> list[str]:
    """The names of templates that are named, or whose files are.

    Raises:
        UsageError: there is no such template in the workspace.
    """
    by_path = {os.path.realpath(workspace.templates.path(name)): name for name in workspace.templates}
    names: list[str] = []
    for one in typed:
        path = os.path.realpath(one if Path(one).exists() else workspace.templates.path(one))
        below = [name for file, name in by_path.items() if file == path or file.startswith(path + os.sep)]
        if not below:
            raise UsageError(
                f"{one}: no template of the workspace {workspace.root.as_posix()}",
                help="Move it into the workspace; lint looks at lone files.",
            )
        names += below
    return list(dict.fromkeys(names))


def _checked(request: Request, home: Home) -> Report:
    """All that there is to say, before any settings.

    Files with bad front matter are left out of the renders, and blocks with such are told whatever is checked: a
    message that calls one is not rendered.
    """
    workspace = _workspace(home)
    names = names_in(workspace, request.templates) or list(workspace.templates)
    if not names:
        raise UsageError(f"{workspace.root.as_posix()}: no template there", help="Write messages/hello.liquid.")
    blocks = [f"content_blocks/{name}" for name in workspace.content_blocks]
    unread = {name: finding for name in (*names, *blocks) if (finding := _front_matter(name, workspace))}
    readable = [name for name in names if name not in unread]
    with bar(len(readable), least=5) as tell:
        report = check(
            workspace,
            home.project,
            users=_users(request, workspace),
            now=instant(request.now),
            progress=lambda number, _total, _name: tell(int(number > 0)),
            templates=readable,
            tests=not request.templates,
        )
    files = {*report.files, *map(file_of, unread.values())}
    return replace(report, findings=in_order((*report.findings, *unread.values())), files=tuple(sorted(files)))


def _workspace(home: Home) -> Workspace:
    assert home.workspace is not None
    return home.workspace


def _front_matter(name: str, workspace: Workspace) -> Finding | None:
    """What is wrong with the front matter of a template."""
    try:
        workspace.templates[name]
    except UsageError:
        path = workspace.templates.path(name)
        found = read_template(read_text(path, path.as_posix()), path.as_posix(), "message")
        return found if isinstance(found, Finding) else None
    return None


def _users(request: Request, workspace: Workspace) -> Iterator[User]:
    if not request.users:
        yield from workspace.users.stream()
    for name in request.users:
        yield from users_called(name, workspace.users)


def _sifted(report: Report, request: Request, home: Home, settings: Configuration) -> Report:
    """What comments and settings leave, and the comments that silence nothing."""
    kept: list[Finding] = []
    suppressed = 0
    workspace, known = _workspace(home), topics()
    by_file = {name: list(found) for name, found in groupby(report.findings, file_of)}
    for name in dict.fromkeys((*report.files, *by_file)):
        found = by_file.get(name, [])
        if not request.templates:
            found += _stale(name, list(found), known)
        sifted = sift(found, settings, known, os.path.relpath(name, workspace.root) if name else "")
        kept += sifted.findings
        suppressed += sifted.suppressed
    shown = replace(report, findings=in_order(kept), suppressed=suppressed)
    return without_secrets(shown, report.findings)


def _stale(name: str, found: list[Finding], known: Mapping[str, str]) -> list[Finding]:
    """The codes of checks, and the topics, that a file's comments name in vain; lint has judged the others."""
    path = Path(name)
    if not path.is_file():
        return []
    return stale_comments(Source(read_text(path, name), name), found, known, {*checks(), *TOPICS})
