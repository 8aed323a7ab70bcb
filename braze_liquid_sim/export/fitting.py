"""Whether a value can stand in the place of its parameter: the template must be read just as it was with the example.

Nothing is escaped here. A quote in a value that stands in quotes would end them, and a brace would begin a tag; so such
a value is refused, and the author decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of_class
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from braze_liquid_sim.dialect.parser import parse
from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.parameters import Parameter, declared, filled, redacted, uses

_BREAKS_JSON = set('"\\')
_BREAKS_HTML = set("\"'<>")


def misfits(source: Source, values: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the values of a template, one sentence for each parameter; no value is shown."""
    parameters = declared(source)
    if not parameters:
        return
    lines: dict[str, int] = {}
    for use in uses(source):
        lines.setdefault(use.name, source.position(use.start)[0])
    markers = {name: _marker(parameter, number) for number, (name, parameter) in enumerate(parameters.items())}
    for name, line in lines.items():
        problem = _problem(source, name, values, markers)
        if problem:
            yield f"{source.name}:{line}: the value of {name} {problem}"


def _marker(parameter: Parameter, number: int) -> str:
    """A value that fits wherever any does, and stands nowhere else."""
    return f"90817263540{number:04}" if parameter.type == "integer" else f"MarkerOfParameter{number:04}"


def _problem(source: Source, name: str, values: Mapping[str, str], markers: Mapping[str, str]) -> str:
    value, marker = values[name], markers[name]
    before = filled(source, markers)
    after = filled(source, {**markers, name: value})
    if [_outline(tree, marker, value) for tree in _trees(before)] != [_outline(tree) for tree in _trees(after)]:
        return "would change what the template says: it holds a quote, a brace or another mark of Liquid"
    if _BREAKS_JSON & set(value) and _in_json(before, marker):
        return "would end the JSON text that it stands in: it holds a quote or a backslash"
    if _BREAKS_HTML & set(value) and value != redacted(declared(source)[name]) and _in_attribute(before, marker):
        return "would end the attribute that it stands in: it holds a quote or an angle bracket"
    return ""


def _trees(source: Source) -> list[Any]:
    return [parse(field).body for _, field in fields_of(source)]


def _outline(item: Any, marker: str = "", value: str = "") -> Any:
    """A tree without its offsets; with ``value`` wherever ``marker`` stands."""
    if is_dataclass(item):
        names = [field.name for field in fields_of_class(item) if field.name not in ("start", "end")]
        return (item.__class__.__name__, *(_outline(getattr(item, name), marker, value) for name in names))
    if isinstance(item, str):
        return item.replace(marker, value) if marker else item
    if isinstance(item, list | tuple):
        return [_outline(part, marker, value) for part in item]
    if isinstance(item, dict):
        return {key: _outline(part, marker, value) for key, part in item.items()}
    if isinstance(item, int | float) and marker:
        text = str(item)
        return text.replace(marker, value)
    return str(item) if isinstance(item, int | float) else item


def _in_json(source: Source, marker: str) -> bool:
    """Whether the marker stands in a text that is JSON."""
    file = File(source, Project(date.min))
    return any(
        stream.is_json and marker in stream.shape for field in file.fields.values() for stream in field.places.streams
    )


def _in_attribute(source: Source, marker: str) -> bool:
    """Whether the marker stands in an attribute of HTML."""
    for _, field in fields_of(source):
        before, found, _ = field.template.partition(marker)
        if found and before.rfind("<") > before.rfind(">") and before.rpartition("<")[2][:1].isalpha():
            return True
    return False
