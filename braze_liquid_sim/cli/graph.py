"""The graph command's work: collect the templates, draw who calls which content block."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import click

from braze_liquid_sim.cli import graph_formats
from braze_liquid_sim.cli.inputs import find_source, open_workspace
from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.graph import graph_of
from braze_liquid_sim.model import Source
from braze_liquid_sim.report.drawing import clean
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.sources import KINDS


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as typed."""

    templates: tuple[str, ...]
    output_format: str
    workspace: str | None


def run(request: Request) -> int:
    """Write the graph; it is a report, so that the exit code is 0 whatever it shows."""
    workspace = open_workspace(request.workspace, request.templates[0] if request.templates else None)
    if workspace is None and not request.templates:
        raise UsageError("no workspace here", help="Name template files, or a workspace with --workspace DIR.")
    templates = _all(workspace) if workspace else {}
    named = {_name(source, templates): source for source in (find_source(one, workspace) for one in request.templates)}
    graph = graph_of({**templates, **named})
    if named:
        graph = graph.around(named)
    sys.stdout.buffer.write(graph_formats.write(graph, request.output_format).encode("utf-8", "replace"))
    for name in graph.unread:
        file = clean(graph.templates[name].name)
        click.echo(f"note: {file} has a syntax error; a call may be missing. See: braze-liquid lint {file}", err=True)
    return 0


def _all(workspace: Workspace) -> dict[str, Source]:
    """The templates of a workspace by the names that the graph knows them by."""
    return {
        name if kind == "content_block" else f"{folder}/{name}": source
        for folder, kind in KINDS.items()
        for name, source in getattr(workspace, folder).items()
    }


def _name(source: Source, templates: Mapping[str, Source]) -> str:
    """The name of one of the templates; a file beside them goes by its path, a block by what calls would call it."""
    path = os.path.abspath(source.name)  # noqa: PTH100 (resolve() would follow links out of what the author sees)
    for name, known in templates.items():
        if os.path.abspath(known.name) == path:  # noqa: PTH100
            return name
    return PurePosixPath(source.name).stem if source.kind == "content_block" else source.name
