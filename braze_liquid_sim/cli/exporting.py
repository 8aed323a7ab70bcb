"""The export command's work: check, assemble, and write, print or compare."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from braze_liquid_sim.cli import checking
from braze_liquid_sim.cli.checking import names_in
from braze_liquid_sim.cli.proving import prover
from braze_liquid_sim.cli.reporting import Reporting, deliver
from braze_liquid_sim.codes import names_of_codes
from braze_liquid_sim.comparison.revisions import Repository
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.assembling import Assembly, assemble
from braze_liquid_sim.export.export import MANIFEST, Export, manifest
from braze_liquid_sim.export.minifying import JSON_STEPS, STEPS, Proof, minified, proven_steps
from braze_liquid_sim.export.stripping import COMMENTS
from braze_liquid_sim.export.targets import targets
from braze_liquid_sim.export.units import Text, Unit
from braze_liquid_sim.export.values import Environment, environment_of
from braze_liquid_sim.export.writing import refuse_foreign, write_folder
from braze_liquid_sim.model import Severity
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.report.report import Report, in_order
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.names import suggestion
from braze_liquid_sim.workspace.parameters import declared

_CLIPBOARD = 74_994
"""Bytes that most terminals take at once: 100,000 characters of base64 and what stands round them."""


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
    _one_way_out(request)
    workspace = Workspace.open(request.workspace or ".", upwards=not request.workspace)
    _check_forced(request.force)
    names = names_in(workspace, request.templates) or list(workspace.templates)
    environment = _environment(request, workspace, names, variables)
    if request.out:
        refuse_foreign(Path(request.out))
    assembly = assemble(workspace, names, environment, comments=_comments(request), redact=request.redact)
    if request.verify:
        from braze_liquid_sim.cli.verifying import verify

        assembly = _minified(assembly, workspace, request) if request.minify else assembly
        return verify(Path(request.verify), assembly, request.target, single=len(names) == 1)
    report, stopped = _checked(assembly, request, variables)
    if stopped:
        return 1
    if request.minify:
        assembly = _minified(assembly, workspace, request)
    _warn(workspace, assembly)
    if request.stdout or request.clipboard:
        asked = {workspace.templates[name].name for name in names}
        _print([unit for unit in assembly.units if workspace.templates[unit.path].name in asked], request)
    else:
        export = Export(assembly.units, environment.name, report, _commit(workspace), request.redact)
        _write(export, request.target, Path(str(request.out)))
    return 0


def _one_way_out(request: Request) -> None:
    chosen = [name for name in ("out", "stdout", "clipboard", "verify") if getattr(request, name)]
    if len(chosen) != 1:
        told = " and ".join(f"--{name}" for name in chosen)
        raise UsageError(
            f"{told} do not go together" if chosen else "nothing says where to",
            help="Give one of --out DIR, --stdout, --clipboard and --verify DIR|FILE.",
        )


def _check_forced(codes: Iterable[str]) -> None:
    for code in codes:
        if code not in names_of_codes():
            raise UsageError(f"--force {code:.100}: no such code", help=suggestion(code, names_of_codes()))


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
    _warn_of_dotenv(workspace)


def _warn_of_dotenv(workspace: Workspace) -> None:
    for path in (workspace.root / ".env", workspace.root.parent / ".env"):
        if path.is_file():
            try:
                ignored = Repository.around(workspace.root).ignores(path.resolve())
            except UsageError:
                return
            if not ignored:
                click.echo(f"warning: {path.as_posix()}: git does not ignore it; add .env to .gitignore", err=True)


def _commit(workspace: Workspace) -> str:
    try:
        return Repository.around(workspace.root).state()
    except UsageError:
        return ""


def _write(export: Export, target: str, folder: Path) -> None:
    files = dict(targets()[target].files(export))
    if not files:
        raise UsageError(f"nothing to export to {target}", help="It takes content blocks only; name one.")
    files[MANIFEST] = manifest(export, target, files)
    write_folder(folder, files)
    click.echo(f"{_counted(len(export.units), 'template')} for {export.environment} in {folder.as_posix()}")
    for name, file in sorted(files.items()):
        if file.secret:
            click.echo(f"warning: {(folder / name).as_posix()} holds a secret: only you may read it", err=True)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _print(asked: Iterable[Unit], request: Request) -> None:
    texts = [(unit, text) for unit in asked for text in unit.texts]
    secret = next((unit for unit, text in texts if text.secret), None)
    if request.stdout and secret:
        raise UsageError(
            f"{secret.name} holds a secret, and what is printed may be kept in a log",
            help="Write it with --out, put it on the --clipboard, or hide it with --redact.",
        )
    if request.clipboard:
        _to_clipboard(texts)
    elif len(texts) == 1:
        sys.stdout.buffer.write(texts[0][1].text.encode())
    else:
        for unit, text in texts:
            sys.stdout.buffer.write(f"== {unit.name}: {text.label}\n{text.text}\n".encode())
    sys.stdout.buffer.flush()


def _to_clipboard(texts: list[tuple[Unit, Text]]) -> None:
    """Ask the terminal (OSC 52) to take a text to its clipboard."""
    if len(texts) != 1:
        raise UsageError(
            f"{len(texts)} texts do not fit on a clipboard", help="Name one template with a body alone, or use --out."
        )
    content = texts[0][1].text.encode()
    if not sys.stdout.isatty():
        raise UsageError("--clipboard needs a terminal", help="Use --stdout where the output is a file or a pipe.")
    if len(content) > _CLIPBOARD:
        raise UsageError(
            f"{len(content)} bytes are more than terminals take to their clipboard ({_CLIPBOARD})",
            help="Use --out, and copy from its page.",
        )
    sys.stdout.buffer.write(b"\x1b]52;c;" + base64.b64encode(content) + b"\x07")
    unit, text = texts[0]
    click.echo(f"{clean(unit.name)}: {text.label}, {len(content)} bytes, went to the terminal's clipboard", err=True)
