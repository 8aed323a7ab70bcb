"""The test command's work: find test files, run their cases, say what was not as expected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from braze_liquid_sim.cli.covering import coverage_document, coverage_lines
from braze_liquid_sim.coverage import Coverage, percent
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.message import open_message
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.suite.case import Case, Result
from braze_liquid_sim.suite.loader import SUFFIX, load
from braze_liquid_sim.suite.runner import Runner
from braze_liquid_sim.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    paths: tuple[str, ...]
    only: str
    update: bool
    coverage: bool
    fail_under: float | None
    output_format: str
    workspace: str | None


def run(request: Request, environment: Mapping[str, str]) -> int:
    """Run all cases; the exit code is 1 if one failed, or if too few branches were reached."""
    if request.update and environment.get("CI", "").lower() not in ("", "0", "false"):
        raise UsageError(
            "--update does not run in CI", help="Run it on your machine, read the goldens and commit them."
        )
    workspace = Workspace.open(request.workspace, upwards=False) if request.workspace else Workspace.find(".")
    files = _files(request.paths, workspace)
    cases = [case for file in files for case in load(file) if request.only.lower() in case.id.lower()]
    if not cases:
        raise UsageError(f"no case has {request.only!r} in its name", help="Run without -k to see their names.")
    coverage = Coverage() if request.coverage or request.fail_under is not None else None
    everything = not request.paths and not request.only
    if coverage and workspace and everything:
        # A template without any test counts too.
        for source in workspace.templates.values():
            coverage.expect(open_message(source, workspace), workspace.content_blocks)
    runners: dict[Path, Runner] = {}
    results = (_runner(case, workspace, request, coverage, runners).run(case) for case in cases)
    if request.output_format == "json":
        failed = _write_json(results, coverage)
    else:
        failed = _write_text(results, coverage)
    if everything and workspace and (unused := _unused(workspace, runners)):
        click.echo(f"note: no case used the answers {', '.join(unused)}", err=True)
    if coverage and request.fail_under is not None and (share := percent(coverage.sources())) < request.fail_under:
        click.echo(f"error: {share:.1f} % of the branches were reached, not {request.fail_under:g} %", err=True)
        return 1
    return 1 if failed else 0


def _files(paths: tuple[str, ...], workspace: Workspace | None) -> list[Path]:
    """The test files of files and folders, those of the workspace where none is named."""
    if not paths:
        paths = ((workspace.root / "tests").as_posix() if workspace else ".",)
    files: list[Path] = []
    for path in map(Path, paths):
        found = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not found or not (path.exists() or path.is_dir()):
            raise UsageError(
                f"{path.as_posix()}: no test file there" if path.is_dir() else f"{path.as_posix()}: no such file",
                help=f"Write tests/<template>{SUFFIX} with a list of cases, each with given and expect.",
            )
        files += found
    return list(dict.fromkeys(files))


def _runner(
    case: Case, workspace: Workspace | None, request: Request, coverage: Coverage | None, runners: dict[Path, Runner]
) -> Runner:
    """The runner for a case's file: a file outside the workspace may stand in another."""
    folder = case.file.parent
    if folder not in runners:
        home = workspace if request.workspace else Workspace.find(folder) or workspace
        if home and workspace and home.root.resolve() == workspace.root.resolve():
            home = workspace
        runners[folder] = Runner(home, update=request.update, coverage=coverage)
    return runners[folder]


def _unused(workspace: Workspace, runners: Mapping[Path, Runner]) -> list[str]:
    """The names of the workspace's answers that no case was given."""
    used = {name for runner in runners.values() for name in runner.used_answers}
    return [clean(answer.name) for answer in workspace.answers if answer.name not in used]


def _write_text(results: Iterable[Result], coverage: Coverage | None) -> int:
    passed = failed = 0
    file: Path | None = None
    for result in results:
        if result.case.file != file:
            file = result.case.file
            click.echo(clean(file.as_posix()))
        passed, failed = passed + result.passed, failed + (not result.passed)
        for line in _result_lines(result):
            click.echo(line)
    if coverage:
        click.echo("")
        for line in coverage_lines(coverage):
            click.echo(line)
        click.echo("")
    click.echo(f"{passed} passed, {failed} failed" if failed else f"{passed} passed")
    return failed


def _result_lines(result: Result) -> Iterator[str]:
    yield f"  {'ok  ' if result.passed else 'FAIL'} {clean(result.case.name)}"
    if not result.passed:
        yield f"       {clean(result.case.file.as_posix())}:{result.case.line}"
    for problem in result.problems:
        yield from (f"       {clean(line)}" for line in problem.split("\n"))
    for path in result.updated:
        yield f"       wrote {clean(path.as_posix())}"


def _write_json(results: Iterable[Result], coverage: Coverage | None) -> int:
    documents = [_document(result) for result in results]
    failed = sum(not one["passed"] for one in documents)
    report: dict[str, Any] = {
        "version": 1,
        "passed": len(documents) - failed,
        "failed": failed,
        "cases": documents,
    }
    if coverage:
        report["coverage"] = coverage_document(coverage)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    return failed


def _document(result: Result) -> dict[str, Any]:
    case = result.case
    return {
        "name": case.name,
        "file": case.file.as_posix(),
        "line": case.line,
        "passed": result.passed,
        "problems": list(result.problems),
        "updated": [path.as_posix() for path in result.updated],
    }
