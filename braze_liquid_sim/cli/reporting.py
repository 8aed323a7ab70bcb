"""Where a report goes, in which form, and which exit code it comes to."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Severity
from braze_liquid_sim.report import formats
from braze_liquid_sim.report.drawing import Look
from braze_liquid_sim.report.report import Report
from braze_liquid_sim.workspace.writing import write_files


@dataclass(frozen=True, slots=True)
class Reporting:
    """The options of a command that are about its report."""

    output_format: str = "text"
    output: str | None = None
    statistics: bool = False
    exit_zero: bool = False


def deliver(report: Report, how: Reporting, environment: Mapping[str, str], stream: TextIO | None = None) -> None:
    """Write the report to ``stream`` (stdout unless it says otherwise) or, as a whole or not at all, into its file."""
    stream = stream or sys.stdout
    look = Look(colour=how.output is None and wants_colour(stream, environment), statistics=how.statistics)
    content = formats.write(report, how.output_format, look).encode("utf-8", "replace")
    if how.output is None:
        stream.buffer.write(content)
        stream.buffer.flush()
        return
    path = Path(how.output)
    refuse_template(path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe, /dev/stdout
        else:
            write_files({path: content})
    except OSError as error:
        raise UsageError(
            f"{how.output}: cannot be written: {error.strerror or error}", help="Give --output another name."
        ) from error


def refuse_template(path: Path) -> None:
    """Raise UsageError where a report would be written over a template: somebody forgot the file's name."""
    if path.suffix == ".liquid":
        raise UsageError(f"{path.as_posix()}: is a template, no place for a report", help="Give --output another name.")


def exit_code(report: Report, fail_on: Severity | None, how: Reporting) -> int:
    """1 where a finding is as bad as ``fail_on`` or worse, else 0."""
    return int(not how.exit_zero and fail_on is not None and report.reaches(fail_on))


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """``NO_COLOR`` goes first, then ``FORCE_COLOR``; else a terminal gets colours."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"
