"""From a workspace to an export: values first, then what they may not break, then the texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.export.fitting import misfits
from braze_liquid_sim.export.units import FOLDERS, Unit, calls_of, units
from braze_liquid_sim.export.values import Environment, values_for
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace import Workspace
from braze_liquid_sim.workspace.parameters import PLACE, declared


@dataclass(frozen=True, slots=True)
class Assembly:
    """The units of an export, and where they come from."""

    units: tuple[Unit, ...]
    templates: tuple[str, ...]
    """The names of their templates in the workspace."""
    left_out: tuple[str, ...] = ()
    """The names of those that the target does not take."""
    examples: tuple[str, ...] = ()
    """The names of parameters that have the value of their example still, which is nobody's."""
    undeclared: tuple[str, ...] = ()
    """Places that look like parameters in templates that declare none; they are text."""


def assemble(
    workspace: Workspace,
    names: Iterable[str],
    environment: Environment,
    *,
    kinds: Collection[str] = tuple(FOLDERS),
    comments: Collection[str] = (),
    redact: bool = False,
) -> Assembly:
    """The templates of those names with their blocks, as far as they are of the ``kinds``, parameters filled in.

    Raises:
        UsageError: a value is missing, is none of its type, or would break the place that it stands in.
    """
    everything = _with_blocks(workspace, names)
    sources = [source for source in everything if source.kind in kinds]
    values = values_for(sources, environment, redact=redact)
    problems = [problem for source in sources for problem in misfits(source, values[source.name])]
    if problems:
        raise UsageError("\n".join(problems), help="Choose another value, or write the template so that it fits.")
    found = tuple(units(sources, values, comments=comments))
    left_out = [Path(source.name).stem for source in everything if source.kind not in kinds]
    return Assembly(
        found,
        tuple(source.name for source in sources),
        tuple(left_out),
        tuple(_examples(sources, values)),
        tuple(_undeclared(sources)),
    )


def _with_blocks(workspace: Workspace, names: Iterable[str]) -> list[Source]:
    found: dict[str, Source] = {}
    waiting = [workspace.templates[name] for name in names]
    while waiting:
        source = waiting.pop(0)
        if source.name not in found:
            found[source.name] = source
            blocks = workspace.content_blocks
            waiting += [blocks[name] for name in calls_of(source) if name in blocks]
    return list(found.values())


def _undeclared(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        if not source.values:
            for found in PLACE.finditer(source.text):
                yield f"{source.name}:{source.position(found.start())[0]}: {found[0]}"


def _examples(sources: Iterable[Source], values: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Of ids and URLs only: other values are often those of the example."""
    names = {
        parameter.name
        for source in sources
        for parameter in declared(source).values()
        if parameter.type in ("id", "url") and values[source.name][parameter.name] == parameter.example
    }
    return sorted(names)
