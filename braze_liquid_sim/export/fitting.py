"""Whether a value can stand in the place of its parameter: the template must be read just as it was with the example.

Nothing is escaped here. A quote in a value that stands in quotes would end them, and a brace would begin a tag; so such
a value is refused, and the author decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of_class
from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any

from braze_liquid_sim.dialect.parser import parse
from braze_liquid_sim.lint import Project
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Source
from braze_liquid_sim.ruby.range import Range
from braze_liquid_sim.workspace.fields import fields_of
from braze_liquid_sim.workspace.parameters import Use, declared, filled, filled_text, redacted, uses

_BREAKS_JSON = set('"\\')
_BREAKS_HTML = set("\"'<>")
_KEY = "place_{}"
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_AFTER_KEY = re.compile(r'"\s*:\s*\Z')
_JSON_VALUE = re.compile(r"-?\d+(?:\.\d+)?|true|false|null", re.ASCII)
_NUMBER = re.compile(r"-?\d+", re.ASCII)


def misfits(source: Source, values: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the values of a template, one sentence for each parameter; no value is shown."""
    parameters = declared(source)
    places = [use for use in uses(source) if use.name in parameters]
    numbered = _numbered(source, places)
    written = [_Place(source, use, number, values) for number, use in enumerate(places)]
    for name in dict.fromkeys(use.name for use in places):
        own = [place for place in written if place.name == name]
        problem = _problem(numbered, own, written)
        if not problem and values[name] != redacted(parameters[name]):
            problem = _problem_of_html(numbered, own, written)
        if problem:
            yield f"{source.name}:{own[0].line}: the value of {name} {problem}"


class _Place:
    """One ``[[ name | filter ]]``: what its marker is, and what its filters make of the value."""

    def __init__(self, source: Source, use: Use, number: int, values: Mapping[str, str]) -> None:
        self.name = use.name
        self.key = _KEY.format(number)
        self.line = source.position(use.start)[0]
        text, offsets = source.text[use.start : use.end], range(use.start, use.end + 1)
        example, _ = filled_text(text, offsets, source)
        self.value, _ = filled_text(text, offsets, replace(source, values=values))
        # What the marker is read as is what the example is read as: a number or a text.
        self.marker = f"90817263540{number:04}" if _NUMBER.fullmatch(example) else f"MarkerOfPlace{number:04}"


def _numbered(source: Source, places: list[Use]) -> Source:
    """The template with a parameter of its own at each place, so that each can be told from the others."""
    text, start = source.text, source.body_start
    for number, use in reversed(list(enumerate(places))):
        key = f"[[ {_KEY.format(number)} ]]"
        text = text[: use.start] + key + text[use.end :]
        if use.end <= source.body_start:
            start += len(key) - (use.end - use.start)
    return Source(text, source.name, source.kind, source.front_matter, start)


def _problem(numbered: Source, own: list[_Place], places: list[_Place]) -> str:
    markers = {place.key: place.marker for place in places}
    before = filled(numbered, markers)
    after = filled(numbered, {**markers, **{place.key: place.value for place in own}})
    expected = [_outline(tree, {place.marker: place.value for place in own}) for tree in _trees(before)]
    if expected != [_outline(tree, {}) for tree in _trees(after)]:
        return "would change what the template says: it holds a quote, a brace or another mark of Liquid"
    return next(filter(None, (_problem_of_json(before, place) for place in own)), "")


def _problem_of_json(before: Source, place: _Place) -> str:
    for shape in _json_shapes(before):
        head, found, _ = shape.partition(place.marker)
        in_text = _ESCAPE.sub("", head).count('"') % 2
        if found and in_text and _BREAKS_JSON & set(place.value):
            return "would end the JSON text that it stands in: it holds a quote or a backslash"
        if found and not in_text and _AFTER_KEY.search(head) and not _JSON_VALUE.fullmatch(place.value):
            return "is no value of the JSON that it stands in: write a number, true, false or null, or put it in quotes"
    return ""


def _problem_of_html(numbered: Source, own: list[_Place], places: list[_Place]) -> str:
    before = filled(numbered, {place.key: place.marker for place in places})
    if any(_BREAKS_HTML & set(place.value) and _in_attribute(before, place.marker) for place in own):
        return "would end the attribute that it stands in: it holds a quote or an angle bracket"
    return ""


def _trees(source: Source) -> list[Any]:
    return [parse(field).body for _, field in fields_of(source)]


def _outline(item: Any, values: Mapping[str, str]) -> Any:
    """A tree without its offsets; with values wherever their markers stand."""
    if is_dataclass(item):
        names = [field.name for field in fields_of_class(item) if field.name not in ("start", "end")]
        return (item.__class__.__name__, *(_outline(getattr(item, name), values) for name in names))
    if isinstance(item, str | int | float) and not isinstance(item, bool):
        text = str(item)
        for marker, value in values.items():
            text = text.replace(marker, value)
        return text if isinstance(item, str) else ("number", text)
    if isinstance(item, Range):
        return "range", _outline(item.start, values), _outline(item.stop, values)
    if isinstance(item, list | tuple):
        return [_outline(part, values) for part in item]
    if isinstance(item, dict):
        return {key: _outline(part, values) for key, part in item.items()}
    return item


def _json_shapes(source: Source) -> Iterator[str]:
    """The texts of a template that are JSON, with what is printed there as gaps."""
    file = File(source, Project(date.min))
    for field in file.fields.values():
        yield from (stream.shape for stream in field.places.streams if stream.is_json)


def _in_attribute(source: Source, marker: str) -> bool:
    """Whether the marker stands in an attribute of HTML."""
    for _, field in fields_of(source):
        before, found, _ = field.template.partition(marker)
        if found and before.rfind("<") > before.rfind(">") and before.rpartition("<")[2][:1].isalpha():
            return True
    return False
