"""A content block calls a block that calls another one, which prints nothing.

A message may call a block, and that block another one. What a block on the second level calls is dropped, text and
call, without a word.

Example:
    Dear reader, {{content_blocks.${letter}}}

Instead:
    Dear reader, {{content_blocks.${signature}}}

Source: Braze: content blocks (nesting)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from braze_liquid_sim.codes import Found
from braze_liquid_sim.lint.facts.blocks import Reference, callees, name_of, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.project import Project
from braze_liquid_sim.model import Related, Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Every call that leads to a third level: two blocks below a message, one below a block."""
    file = field.file
    own = [name_of(file)] if file.is_block else []
    for reference in references(field):
        deepest = _deepest(file.project, [*own, reference.name])
        if deepest:
            yield _found(field, reference, *deepest)


def _deepest(project: Project, way: list[str]) -> tuple[Field, Reference] | None:
    """The first call on the third level, and the field that makes it; None where there is none, or a circle."""
    block = project.block(way[-1])
    for inner, call in callees(block) if block else ():
        if call.name in way:
            continue
        found = (inner, call) if len(way) == 2 else _deepest(project, [*way, call.name])
        if found:
            return found
    return None


def _found(field: Field, reference: Reference, inner: Field, call: Reference) -> Found:
    caller = name_of(inner.file)
    message = f"{caller} calls {call.name}, which prints nothing: it is on the third level"
    help = f"Call {call.name} in the message, before this block, or copy its text into {caller}."
    related = Related(f"the call of {call.name}", inner.span(call.path.start, call.path.end))
    return replace(field.found(reference.path, message, help), related=(related,))
