"""The export command's work: check, assemble, and write, print or compare."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from braze_liquid_sim.cli import checking
from braze_liquid_sim.cli.checking import names_in
from braze_liquid_sim.cli.printing import print_texts, to_clipboard
from braze_liquid_sim.cli.proving import prover
from braze_liquid_sim.cli.reporting import Reporting, deliver
from braze_liquid_sim.cli.verifying import verify
from braze_liquid_sim.codes import names_of_codes
from braze_liquid_sim.comparison.revisions import Repository
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.assembling import Assembly, assemble
from braze_liquid_sim.export.export import MANIFEST, Export, manifest
from braze_liquid_sim.export.minifying import JSON_STEPS, STEPS, Proof, minified, proven_steps
from braze_liquid_sim.export.stripping import COMMENTS
from braze_liquid_sim.export.targets import targets
from braze_liquid_sim.export.units import Text
from braze_liquid_sim.export.values import Environment, environment_of
from braze_liquid_sim.export.writing import refuse_foreign, write_folder
from braze_liquid_sim.model import Severity
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.report.report import Report, in_order
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.parameters import declared


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    templates: tuple[str, ...] = ()
    environment: str | None = None
    target: str = "paste"
    out: str | None = None
    stdout: bool = False
    clipboard: bool = False
    comments: tuple[str, ...] = ()
    minify: bool = False
    redact: bool = False
    force: tuple[str, ...] = ()
    verify: str | None = None
    now: str | None = None
    workspace: str | None = None


def run(request: Request, variables: Mapping[str, str]) -> int:
    """Export, unless an error stops it."""
    _refuse_odd(request)
    workspace = Workspace.open(request.workspace or ".", upwards=not request.workspace)
    names = names_in(workspace, request.templates) or list(workspace.templates)
    if not names:
        raise UsageError(f"{workspace.root.as_posix()}: no template there", help="Write messages/hello.liquid.")
    environment = _environment(request, workspace, names, variables)
    if request.out:
        refuse_foreign(Path(request.out))
    assembly = _assembled(workspace, names, environment, request)
    if request.verify:
        if request.minify:
            assembly = _minified(assembly, workspace, request)
        return verify(Path(request.verify), assembly, single=len(names) == 1)
    report, stopped = _checked(assembly, request, variables)
    if stopped:
        return 1
    if request.minify:
        assembly = _minified(assembly, workspace, request)
    _warn(workspace, assembly)
    if request.out:
        export = Export(assembly.units, environment.name, report, _commit(workspace, Path(request.out)), request.redact)
        _write(export, request.target, Path(request.out))
        return 0
    asked = {workspace.templates[name].name for name in names}
    units = [unit for unit in assembly.units if workspace.templates[unit.path].name in asked]
    (print_texts if request.stdout else to_clipboard)(units)
    return 0


def _refuse_odd(request: Request) -> None:
    """Raise UsageError where the options make no sense together."""
    chosen = [name for name in ("out", "stdout", "clipboard", "verify") if getattr(request, name)]
    if len(chosen) != 1:
        told = " and ".join(f"--{name}" for name in chosen)
        raise UsageError(
            f"{told} do not go together" if chosen else "nothing says where to",
            help="Give one of --out DIR, --stdout, --clipboard and --verify DIR|FILE.",
        )
    if request.target != "paste" and not request.out:
        raise UsageError(
            f"--to {request.target} and --{chosen[0]} do not go together",
            help="Only --out writes other than --to paste.",
        )
    for code in request.force:
        if code not in names_of_codes():
            raise UsageError(f"--force {code:.100}: no such code", help=suggestion(code, names_of_codes()))


def _assembled(workspace: Workspace, names: list[str], environment: Environment, request: Request) -> Assembly:
    kinds = targets()[request.target].KINDS
    assembly = assemble(workspace, names, environment, kinds=kinds, comments=_comments(request), redact=request.redact)
    if not assembly.units:
        raise UsageError(f"nothing to export to {request.target}", help="It takes content blocks only; name one.")
    if assembly.left_out:
        shown = clean(", ".join(assembly.left_out))
        click.echo(f"note: --to {request.target} takes content blocks only; left out: {shown}", err=True)
    return assembly


def _comments(request: Request) -> tuple[str, ...]:
    return COMMENTS if "all" in request.comments else request.comments


def _environment(
    request: Request, workspace: Workspace, names: Iterable[str], variables: Mapping[str, str]
) -> Environment:
    """The environment asked for; without one, the only one of the settings, or none where no value is needed."""
    known = workspace.settings.environments
    if request.environment:
        return environment_of(workspace, request.environment, variables)
    if len(known) == 1:
        return environment_of(workspace, next(iter(known)), variables)
    if known or any(declared(workspace.templates[name]) for name in names):
        raise UsageError("no environment is named", help=f"Give --env NAME. {suggestion('', known)}".strip())
    return Environment("default")


def _checked(assembly: Assembly, request: Request, variables: Mapping[str, str]) -> tuple[Report, bool]:
    """What the check says, and whether an error stops the export; then it is shown.

    Where templates are named, the blocks that they call are looked at too, and no tests are run.
    """
    templates = assembly.templates if request.templates else ()
    look = checking.Request(templates, now=request.now, workspace=request.workspace)
    report, _ = checking.report_of(look)
    errors = [one for one in report.findings if one.severity is Severity.ERROR and one.code not in request.force]
    if errors:
        deliver(replace(report, findings=in_order(errors)), Reporting(), variables, sys.stderr)
        codes = " ".join(f"--force {code}" for code in sorted({one.code for one in errors}))
        click.echo(f"error: not exported: mend what is above, or take it upon you with {codes}", err=True)
    return report, bool(errors)


def _minified(assembly: Assembly, workspace: Workspace, request: Request) -> Assembly:
    """Every unit as short as renders allow."""
    found = []
    for unit in assembly.units:
        proven = prover(unit, workspace, request.now)
        texts = tuple(_shorter(text, unit.kind, proven) for text in unit.texts)
        found.append(replace(unit, texts=texts))
    return replace(assembly, units=tuple(found))


def _shorter(text: Text, kind: str, proven: Proof) -> Text:
    if text.field != "body":
        return text
    steps = proven_steps(text.text, proven, JSON_STEPS if kind == "webhook" else STEPS)
    return replace(text, text=minified(text.text, steps), public=minified(text.public, steps))


def _warn(workspace: Workspace, assembly: Assembly) -> None:
    if assembly.examples:
        names = ", ".join(assembly.examples)
        click.echo(f"warning: still the examples of the templates: {names}", err=True)
    for place in assembly.undeclared:
        click.echo(f"warning: {clean(place)} is no parameter, and is pasted as it stands", err=True)
    for path in (workspace.root / ".env", workspace.root.parent / ".env"):
        if path.is_file():
            _warn_of_git(path)


def _warn_of_git(path: Path) -> None:
    """Say so where git would take a file that holds secrets into its commits."""
    try:
        ignored = Repository.around(path.parent).ignores(path.resolve())
    except UsageError:
        return
    if not ignored:
        click.echo(f"warning: {clean(path.as_posix())}: git does not ignore it; name it in .gitignore", err=True)


def _commit(workspace: Workspace, folder: Path) -> str:
    try:
        return Repository.around(workspace.root).state(besides=folder)
    except UsageError:
        return ""


def _write(export: Export, target: str, folder: Path) -> None:
    files = dict(targets()[target].files(export))
    files[MANIFEST] = manifest(export, target, files)
    write_folder(folder, files)
    click.echo(f"{_counted(len(export.units), 'template')} for {export.environment} in {clean(folder.as_posix())}")
    for name, file in sorted(files.items()):
        if file.secret:
            click.echo(f"warning: {clean((folder / name).as_posix())} holds a secret: only you may read it", err=True)
    if any(file.secret for file in files.values()):
        _warn_of_git(folder)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
