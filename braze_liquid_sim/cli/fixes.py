"""The fixes of a run: found first, then shown as a diff or written, all files or none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from braze_liquid_sim.cli.targets import Target
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.lint.batch import Text
from braze_liquid_sim.lint.configuration import Configuration
from braze_liquid_sim.lint.mending import mend
from braze_liquid_sim.lint.reading import read_template
from braze_liquid_sim.lint.sifting import sift
from braze_liquid_sim.model import Finding
from braze_liquid_sim.workspace.writing import write_files

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as patch has it: a lone carriage return or U+2028 ends none."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after its fixes."""

    target: Target
    before: str
    after: str
    fixed: int


def change(
    target: Target, text: Text, configuration: Configuration, topics: Mapping[str, str], *, unsafe: bool
) -> Change | None:
    """What the fixes make of a file; None where they make nothing."""

    def keep(findings: list[Finding]) -> tuple[Finding, ...]:
        return sift(findings, configuration, topics, target.place).findings

    source = read_template(text.text, text.name, text.kind)
    if isinstance(source, Finding):
        return None
    mended = mend(source, target.home.project, keep, unsafe=unsafe)
    return Change(target, text.text, mended.text, mended.fixed) if mended.fixed else None


def write_changes(changes: Iterable[Change]) -> None:
    """Write the files, with the line ends that they have.

    Raises:
        UsageError: one cannot be written, and so none is.
    """
    try:
        write_files({one.target.path: one.after.encode() for one in changes})
    except OSError as error:
        raise UsageError(
            f"{error.filename}: cannot be written: {error.strerror or error}", help="Nothing was changed in any file."
        ) from error


def diff(one: Change) -> Iterator[str]:
    """The lines of a unified diff that ``patch -p0`` takes."""
    before, after = (_LINE.findall(text) for text in (one.before, one.after))
    for line in difflib.unified_diff(before, after, one.target.name, one.target.name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
