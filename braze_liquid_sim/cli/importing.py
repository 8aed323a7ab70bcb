"""The import command's work: read texts, make templates, write all of them or none, list the findings."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from braze_liquid_sim.cli.linting import Selection, configured
from braze_liquid_sim.cli.reporting import Reporting, deliver, exit_code
from braze_liquid_sim.cli.targets import refuse_links_out_of
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.importing.imported import Draft, Imported, line_span, remark
from braze_liquid_sim.importing.inputs import read
from braze_liquid_sim.importing.naming import checked, snake, unused
from braze_liquid_sim.importing.parameters import Replaced, masked, parameterised
from braze_liquid_sim.lint.batch import Home
from braze_liquid_sim.lint.linting import lint
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.reading import read_template
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.lint.sifting import sift
from braze_liquid_sim.model import Finding, Severity, Source, Span
from braze_liquid_sim.report import formats
from braze_liquid_sim.report.drawing import PLAIN, clean
from braze_liquid_sim.report.hiding import without_secrets
from braze_liquid_sim.report.report import Report, in_order
from braze_liquid_sim.runtime_codes import RUNTIME_CODES
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.reading import decode, read_text
from braze_liquid_sim.workspace.settings import SETTINGS_FILE
from braze_liquid_sim.workspace.sources import KINDS
from braze_liquid_sim.workspace.writing import write_new_files

SUFFIXES = (".md", ".markdown", ".liquid", ".txt", ".json")
"""Files of a folder that are read."""

_FOLDERS = {kind: folder for folder, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    path: str
    workspace: str | None = None
    into: str | None = None
    kind: str | None = None
    name: str | None = None
    dry_run: bool = False
    output_format: str = "text"
    fail_on: str = "never"


@dataclass(frozen=True, slots=True)
class Template:
    """A template to write."""

    draft: Draft
    path: Path
    origin: Source

    @property
    def source(self) -> Source | Finding:
        """As it will be read."""
        return read_template(self.draft.text, self.path.as_posix(), self.draft.kind)


@dataclass
class Import:
    """Everything that the command makes."""

    root: Path
    templates: list[Template] = field(default_factory=list)
    answers: dict[Path, str] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)


def run(request: Request, environment: Mapping[str, str]) -> int:
    """Import once; nothing is written where anything is wrong with the files or the options."""
    root, is_workspace = _root(request)
    home = Home(root if is_workspace else None, datetime.now(UTC).date())
    made = _made(request, _sources(request.path), root, home)
    files = {one.path: one.draft.text.encode() for one in made.templates}
    files |= {path: text.encode() for path, text in made.answers.items()}
    if not is_workspace:
        files[root / SETTINGS_FILE] = b"version = 1\n"
    _refuse_existing(files)
    findings = tuple(_findings(made, home))
    report = without_secrets(Report(findings, tuple(one.path.as_posix() for one in made.templates)), findings)
    if not request.dry_run:
        _write(files)
    _tell(request, made, report, environment)
    bar = None if request.fail_on == "never" else Severity(request.fail_on)
    return exit_code(report, bar, Reporting())


def _root(request: Request) -> tuple[Path, bool]:
    """The folder to write into, and whether it is a workspace already."""
    if request.into is not None:
        if request.workspace is not None:
            raise UsageError("--into and --workspace name the same thing", help="Give one of them.")
        path = Path(request.into)
        if os.path.lexists(path) and not path.is_dir():
            raise UsageError(f"{path.as_posix()}: not a folder", help="Name a folder, or one that does not exist yet.")
        found = Workspace.find(path, upwards=False)
        return (found.root, True) if found else (path, False)
    if request.workspace is not None:
        return Workspace.open(request.workspace, upwards=False).root, True
    workspace = Workspace.find(".")
    if workspace is None:
        raise UsageError("no workspace here", help="Name a folder with --into DIR, or make one: braze-liquid init DIR.")
    return workspace.root, True


def _sources(typed: str) -> list[Source]:
    """The texts to import, each with the name of its file."""
    if typed == "-":
        return [Source(decode(sys.stdin.buffer.read(), "<stdin>"), "<stdin>")]
    path = Path(typed)
    if not path.is_dir():
        return [Source(read_text(path, path.as_posix()), path.as_posix())]
    files = [one for one in sorted(path.iterdir()) if one.suffix.lower() in SUFFIXES and one.is_file()]
    files = [one for one in files if not one.name.startswith(".")]
    refuse_links_out_of(path, files)
    if not files:
        raise UsageError(f"{path.as_posix()}: nothing to import there", help=f"Files end with {', '.join(SUFFIXES)}.")
    return [Source(read_text(one, one.as_posix()), one.as_posix()) for one in files]


def _made(request: Request, sources: Iterable[Source], root: Path, home: Home) -> Import:
    made = Import(root)
    project = _project(home, [])
    names: dict[str, str] = {}
    for source in sources:
        found = _as_asked(read(source), request)
        ready = []
        for draft in found.drafts:
            ready.append(parameterised(draft, project, names))
            names |= {what.value: what.name for what in ready[-1].replaced if what.real}
        secrets = tuple(names)
        shown = replace(source, text=masked(source.text, secrets))
        made.remarks += [_on(shown, finding) for finding in found.remarks]
        for one in ready:
            _take(made, one.draft, shown)
            made.remarks += [_replaced(what, one.draft, source, shown) for what in one.replaced]
        made.answers |= _answers(found, made, secrets)
    if not made.templates:
        help = "Code stands in fences of ```liquid; text from the dashboard is taken as a whole."
        raise UsageError(f"{request.path}: there is no template in it", help=help)
    if request.name is not None and len(made.templates) > 1:
        raise UsageError(f"--name is for one template, and there are {len(made.templates)}", help="Leave it out.")
    return made


def _as_asked(found: Imported, request: Request) -> Imported:
    """The drafts with the kind and the name of the command line, where it has them."""
    drafts = found.drafts
    if request.kind is not None:
        drafts = tuple(replace(draft, kind=request.kind) for draft in drafts)
    if request.name is not None:
        drafts = tuple(replace(draft, name=request.name, given=True) for draft in drafts)
    return replace(found, drafts=drafts)


def _take(made: Import, draft: Draft, origin: Source) -> None:
    """Give a draft its file; a name that the text does not insist on gives way to one that is taken."""
    where = f"{origin.name}:{draft.line}"
    names = {one.draft.name.casefold(): one for one in made.templates if one.draft.kind == draft.kind}
    name = checked(draft.name, where)
    if not draft.given:
        name = unused(name, set(names))
    elif other := names.get(name.casefold()):
        raise UsageError(
            f"{where}: {name!r} is the name of another template, from {other.origin.name}:{other.draft.line}",
            help="Import them one after the other, with --name.",
        )
    path = made.root / _FOLDERS[draft.kind] / f"{name}.liquid"
    made.templates.append(Template(replace(draft, name=name), path, origin))


def _answers(found: Imported, made: Import, secrets: tuple[str, ...]) -> dict[Path, str]:
    """The files of sample answers, called by the variables that they are for."""
    files: dict[Path, str] = {}
    taken = {path.stem.casefold() for path in made.answers}
    for sample in found.samples:
        name = unused(snake(sample.variable) or "sample", taken)
        taken.add(name.casefold())
        files[made.root / "connected_content" / f"{name}.yaml"] = masked(sample.text, secrets)
    return files


def _on(source: Source, finding: Finding) -> Finding:
    """A remark on the text as it may be shown: of the same length, and without secrets."""
    related = tuple(replace(one, span=replace(one.span, source=source)) for one in finding.related)
    return replace(finding, span=replace(finding.span, source=source) if finding.span else None, related=related)


def _replaced(what: Replaced, draft: Draft, source: Source, shown: Source) -> Finding:
    """The finding for a place that has become a parameter, in the text as it may be shown."""
    value = re.compile(rf"(?<!\w){re.escape(what.value)}(?!\w)")
    at = value.search(source.text, source.line_starts[draft.line - 1]) or value.search(source.text)
    span = Span(shown, at.start(), at.end()) if at else line_span(shown, draft.line)
    where = f"in {draft.name} the parameter {what.name} has taken its place"
    if what.real or what.finding is None:
        help = (
            f"Put it into the environment variable {what.name.upper()}, and replace it if others have seen this text."
        )
        return remark("secret-removed", f"a secret stood in the text; {where}", span, Severity.WARNING, help)
    help = "Give it a value for each environment; the example serves for previews and checks."
    return Finding(what.finding.code, f"{what.finding.message}; {where}", span, Severity.NOTE, help)


def _project(home: Home, templates: list[Template]) -> Project:
    """What lint may know: the blocks of the workspace, and those that are imported."""
    known: dict[str, Source] = {}
    if home.workspace is not None:
        known = {name: home.project.blocks[name] for name in home.project.blocks}
    for one in templates:
        source = one.source
        if one.draft.kind == "content_block" and isinstance(source, Source):
            known[one.draft.name] = source
    return Project(home.today, known, complete=True, passkit=home.project.passkit)


def _findings(made: Import, home: Home) -> Iterator[Finding]:
    """The remarks on the texts, then what the rules find in the templates."""
    yield from in_order(made.remarks)
    settings = configured(home, Selection())
    topics = {code: topic for code, (topic, _) in RUNTIME_CODES.items()}
    topics |= {code.code: code.topic for code in rules().values()}
    project = _project(home, made.templates)
    for one in made.templates:
        source = one.source
        findings = [source] if isinstance(source, Finding) else lint(source, project)
        yield from sift(findings, settings, topics, one.path.relative_to(made.root).as_posix()).findings


def _refuse_existing(files: Iterable[Path]) -> None:
    there = [path.as_posix() for path in files if os.path.lexists(path)]
    if there:
        listed = "".join(f"\n  {clean(name)}" for name in there)
        raise UsageError(
            f"nothing was written, because these are there already:{listed}",
            help="Move them away, give another --name, or import into another folder with --into DIR.",
        )


def _write(files: Mapping[Path, bytes]) -> None:
    try:
        write_new_files(files)
    except OSError as error:
        raise UsageError(
            f"{error.filename}: cannot be written: {error.strerror or error}", help="Nothing was written."
        ) from error


def _tell(request: Request, made: Import, report: Report, environment: Mapping[str, str]) -> None:
    if request.output_format == "json":
        document = json.loads(formats.write(report, "json", PLAIN))
        document |= {"dry_run": request.dry_run, "imported": [_entry(one) for one in made.templates]}
        document["answers"] = [path.as_posix() for path in made.answers]
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    word = "would write" if request.dry_run else "wrote"
    for one in made.templates:
        names = ", ".join(one.draft.parameters)
        where = f"from {clean(one.origin.name)}:{one.draft.line}"
        click.echo(f"{word} {clean(one.path.as_posix())} {where}{f', with the parameters {names}' if names else ''}")
    for path in made.answers:
        click.echo(f"{word} {clean(path.as_posix())}")
    click.echo()
    deliver(report, Reporting(), environment)


def _entry(one: Template) -> dict[str, object]:
    draft = one.draft
    return {
        "file": one.path.as_posix(),
        "kind": draft.kind,
        "name": draft.name,
        "from": {"file": one.origin.name, "line": draft.line},
        "parameters": list(draft.parameters),
    }
