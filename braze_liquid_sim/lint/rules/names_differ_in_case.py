"""Two names differ in capitals or underscores only.

To Liquid ``passData`` and ``passdata`` are two variables, and ``Footer`` and ``footer`` two content blocks. Where both
are in use, sooner or later one is read for the other, and prints nothing.

Example:
    {% assign passData = 'a' %}{% assign pass_data = 'b' %}{{ passData }}{{ pass_data }}

Instead:
    {% assign pass_data = 'a' %}{% assign second_pass_data = 'b' %}{{ pass_data }}{{ second_pass_data }}

Source: Braze: content blocks; PassKit's partner page spells one block and one variable in two ways
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.file import File
from braze_liquid_sim.model import Related, Severity, Span

TOPIC = "names"
SEVERITY = Severity.WARNING


def find_in_file(file: File) -> Iterator[Found]:
    """The first place of every name for which there is another spelling, in this file or in a block that it calls."""
    variables: dict[str, tuple[str, Span]] = {}
    for field in file.fields.values():
        yield from _variables(field, variables)
    yield from _blocks(file)


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _variables(field: Field, known: dict[str, tuple[str, Span]]) -> Iterator[Found]:
    told: set[str] = set()
    for name, span in _set_in(field):
        first, place = known.setdefault(_plain(name), (name, span))
        if first != name and name not in told:
            told.add(name)
            yield _found(f"{name} and {first} are two variables", f"Call both {first}.", span, first, place)


def _set_in(field: Field) -> Iterator[tuple[str, Span]]:
    """The variables that are set, and those that are read with something in reserve, in the order of the text."""
    named = [(write.node.start, write.name) for write in field.flow.writes]
    named += [(node.start, node.variable) for node in field.all(For)]
    places = [(start, name, _name_in(field, start, name)) for start, name in named]
    places += [
        (read.path.start, read.name, field.span(read.path.start, read.path.end))
        for read in (() if field.file.is_block else field.flow.reads)
        if read.state == "never" and not read.known_later and (read.guarded or read.defaulted)
    ]
    yield from ((name, span) for _, name, span in sorted(places, key=lambda place: place[0]) if name)
    for call in field.flow.calls:
        if call.file:
            for below in call.file.fields.values():
                yield from ((name, field.span(call.path.start, call.path.end)) for name in sorted(below.flow.sets))


def _name_in(field: Field, start: int, name: str) -> Span:
    """Where a tag names the variable that it sets."""
    found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(field.text, start)
    return field.span(*found.span()) if found else field.span(start, start + 2)


def _blocks(file: File) -> Iterator[Found]:
    known: dict[str, tuple[str, Span]] = {}
    told: set[str] = set()
    for field in file.fields.values():
        for call in field.flow.calls:
            span = field.span(call.path.start, call.path.end)
            first, place = known.setdefault(_plain(call.name), (call.name, span))
            if first != call.name and call.name not in told and not _explained(file, first, call.name):
                told.add(call.name)
                message = f"{call.name} and {first} are two content blocks"
                yield _found(message, "Use one spelling, that of the block.", span, first, place)


def _explained(file: File, *names: str) -> bool:
    """Whether one of them is known not to exist, which has a code of its own."""
    blocks = file.project.blocks
    return any(name in blocks for name in names) and not all(name in blocks for name in names)


def _found(message: str, help: str, span: Span, first: str, place: Span) -> Found:
    return Found(message, span, help, related=(Related(f"{first} is here", place),))
