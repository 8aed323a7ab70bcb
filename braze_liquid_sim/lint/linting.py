"""The main path of lint: a file in, its findings out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from braze_liquid_sim.codes import Code, Found
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.lint.reading import bad_front_matter
from braze_liquid_sim.lint.rules import rules
from braze_liquid_sim.model import Finding, Source
from braze_liquid_sim.workspace.parameters import is_filled


def lint(source: Source, project: Project, only: Collection[Code] | None = None) -> list[Finding]:
    """Everything that the rules find in a file, in the order of its text.

    Suppressions, severities and selections of the settings are not applied here.
    """
    try:
        file = File(source, project)
    except UsageError as error:
        return [bad_front_matter(source, error)]
    return lint_file(file, only)


def lint_file(file: File, only: Collection[Code] | None = None) -> list[Finding]:
    """The same for a file that is taken apart already."""
    chosen = rules().values() if only is None else only
    found = [code.finding(one) for code in chosen for one in _found_by(code, file) if not _of_example(code, one)]
    return sorted(dict.fromkeys(found), key=_position)


def _found_by(code: Code, file: File) -> Iterator[Found]:
    if code.whole_file:
        yield from code.find(file)
    else:
        for field in file.fields.values():
            yield from code.find(field)


def _of_example(code: Code, found: Found) -> bool:
    return code.of_constants and found.span is not None and is_filled(found.span)


def _position(finding: Finding) -> tuple[int, int, str]:
    return (finding.span.start, finding.span.end, finding.code) if finding.span else (0, 0, finding.code)
