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
from braze_liquid_sim.lint.blocks import Reference, callees, name_of, references
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.model import Related, Severity

TOPIC = "blocks"
SEVERITY = Severity.ERROR


def find(field: Field) -> Iterator[Found]:
    """Every call in a block of a block that calls blocks itself."""
    file = field.file
    if not file.is_block:
        return
    own = name_of(file)
    for reference in references(field):
        block = file.project.block(reference.name)
        below = next(iter(callees(block)), None) if block else None
        if below and own not in (reference.name, below[1].name):  # which is a cycle
            yield _found(field, reference, *below)


def _found(field: Field, reference: Reference, inner: Field, call: Reference) -> Found:
    message = f"{reference.name} calls {call.name}, which prints nothing: it is on the third level"
    help = f"Call {call.name} in the message, before this block, or copy its text into {reference.name}."
    related = Related(f"the call of {call.name}", inner.span(call.path.start, call.path.end))
    return replace(field.found(reference.path, message, help), related=(related,))
